import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClientFixture, newClientFixture } from "@/testing/client/client-fixture";
import { waitUntil } from "@/testing/wait-until";

const { answerApiRequest } = await import("@/app/api/v1/answer-api-request");

let fixture: ClientFixture;
beforeAll(async () => {
  fixture = await newClientFixture(answerApiRequest);
});
afterAll(() => fixture.drop());

const shell = (command: string) => ["--", "sh", "-c", command];

describe("windlass run", () => {
  it("starts the change, runs the command with its streams, and finishes it", async () => {
    const change = await fixture.scheduled();
    const { code, output, errors } = await fixture.client([
      ...["run", change, "--finish", "Added the record.", "--link", "https://ci.example/7", "--json"],
      ...shell('echo "done with $WINDLASS_TOKEN"'),
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: expect.stringContaining(`${change} is started`) });
    const [line, json = "", end] = output.split("\n");
    expect([line, end]).toEqual(["done with ", ""]);
    expect(JSON.parse(json)).toMatchObject({ outcome: "recorded", change, step: "finish", status: "executed" });
    const { status, text } = await fixture.result(change);
    expect(status).toBe("executed");
    expect(text).toMatch(
      /^Added the record\.\nsh ended with exit code 0 at \S+Z after \d+ s\.\nhttps:\/\/ci\.example\/7$/,
    );
  });

  it("records the arguments where the call says so, and never a secret in them", async () => {
    const change = await fixture.scheduled();
    await fixture.client(["run", change, "--with-arguments", ...shell("true 42")]);
    expect((await fixture.result(change)).text).toMatch(/^sh -c true 42 ended with exit code 0/);
    const other = await fixture.scheduled();
    const secret = `ghp_${"a1B2".repeat(9)}`;
    const { code, errors } = await fixture.client(["run", other, "--with-arguments", ...shell(`true ${secret}`)]);
    expect([code, errors.includes(secret)]).toEqual([0, false]);
    expect(await fixture.result(other)).toMatchObject({ status: "executed", text: expect.stringMatching(/^sh ended/) });
  });

  it("fails the change with the exit code of a command that fails, and exits with it", async () => {
    const change = await fixture.scheduled();
    expect((await fixture.client(["run", change, ...shell("exit 3")])).code).toBe(3);
    expect(await fixture.result(change)).toEqual({
      status: "failed",
      text: expect.stringMatching(/^sh ended with exit code 3 at/),
    });
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    it(`passes ${signal} on, and the record says that the change was interrupted`, async () => {
      const change = await fixture.scheduled();
      const running = fixture.start(["run", change, "--", "sleep", "600"]);
      await waitUntil(() => running.errors().includes("is started"));
      await waitUntil(() => isRunning(running.child.pid ?? 0, "sleep"));
      running.child.kill(signal);
      const number = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }[signal];
      expect((await running.ended).code).toBe(128 + number);
      expect(await fixture.result(change)).toEqual({
        status: "failed",
        text: expect.stringMatching(new RegExp(`^Interrupted by ${signal}\\.\nsleep was ended by ${signal} at`)),
      });
    });

  it("records a command that ends well after a signal as interrupted all the same", async () => {
    const change = await fixture.scheduled();
    const running = fixture.start([
      "run",
      change,
      ...shell(`trap 'exit 0' TERM; touch ready-${change}; while :; do sleep 0.1; done`),
    ]);
    await waitUntil(() => readdirSync(fixture.folder).includes(`ready-${change}`));
    running.child.kill("SIGTERM");
    expect((await running.ended).code).toBe(0);
    expect((await fixture.result(change)).text).toMatch(/^Interrupted by SIGTERM\.\nsh ended with exit code 0/);
  });

  it("lets the command go on when the window ends, says so before and after, and records the end as it was", async () => {
    const change = await fixture.scheduled();
    await fixture.moveClockToEnd(change, 1500);
    try {
      const running = fixture.start(["run", change, ...shell("while [ ! -f over ]; do sleep 0.1; done")]);
      await waitUntil(() => running.errors().includes(`The window of ${change} ends at`));
      await waitUntil(() => running.errors().includes(`The window of ${change} has ended`));
      writeFileSync(join(fixture.folder, "over"), "");
      expect((await running.ended).code).toBe(0);
      const { status, ended, windowEnd: end } = await fixture.times(change);
      expect([status, Date.parse(ended) > Date.parse(end)]).toEqual(["executed", true]);
    } finally {
      await fixture.resetClock();
    }
  });

  it("runs nothing where Windlass denies, and says the sentence, the clause and the page", async () => {
    const change = await fixture.scheduled({ from: 60, to: 120 });
    const { code, output, errors } = await fixture.client(["run", change, "--json", ...shell("touch ran")]);
    expect([code, readdirSync(fixture.folder).includes("ran")]).toEqual([77, false]);
    const { reason, clause } = await fixture.clearance(change);
    expect(errors).toContain(`windlass: ${reason} (${clause})`);
    expect(errors).toContain(`/policy#${clause}`);
    expect(errors).toContain(`/changes/${change}`);
    expect(JSON.parse(output)).toMatchObject({ outcome: "denied", change, sentence: reason, clause, exitCode: 77 });
    const other = await fixture.client(["run", await fixture.scheduled(), "--system", "web", ...shell("touch ran")]);
    expect([other.code, other.errors]).toEqual([77, expect.stringContaining("does not touch web")]);
    const unknown = await fixture.client(["run", "CHG-999999", "--wait", "1h", ...shell("touch ran")]);
    expect(unknown.code).toBe(77);
  });

  it("waits until the change may start, or until the time to wait is over", async () => {
    const change = await fixture.scheduled({ from: 60, to: 120 });
    const late = await fixture.client(["run", change, "--wait", "1s", ...shell("touch ran")]);
    expect([late.code, late.errors]).toEqual([77, expect.stringContaining("Waiting.")]);
    const running = fixture.start(["run", change, "--wait", "5m", ...shell("true")]);
    await waitUntil(() => running.errors().includes("Waiting."));
    await fixture.moveClock("90 minutes");
    try {
      expect((await running.ended).code).toBe(0);
      expect((await fixture.result(change)).status).toBe("executed");
    } finally {
      await fixture.resetClock();
    }
    const interrupted = fixture.start(["run", await fixture.submitted(), "--wait", "5m", ...shell("touch ran")]);
    await waitUntil(() => interrupted.errors().includes("Waiting."));
    interrupted.child.kill("SIGTERM");
    expect((await interrupted.ended).code).toBe(143);
    const decided = await fixture.client(["run", change, "--wait", "5m", ...shell("touch ran")]);
    expect([decided.code, decided.errors.includes("Waiting.")]).toEqual([77, false]);
  });

  it("lets one of two that start at once run", async () => {
    const change = await fixture.scheduled();
    const both = await Promise.all([0, 1].map(() => fixture.client(["run", change, ...shell("echo ran")])));
    expect(both.map(({ code }) => code).sort()).toEqual([0, 77]);
    expect(both.map(({ output }) => output).sort()).toEqual(["", "ran\n"]);
  });

  it("counts a step once whose answer was lost", async () => {
    const change = await fixture.scheduled();
    const lost = new Set<string>();
    fixture.api.meddleWith((method, path) => {
      if (method !== "POST" || lost.has(path)) return undefined;
      lost.add(path);
      return "lost";
    });
    const { code, errors } = await fixture.client(["run", change, ...shell("true")]);
    fixture.api.meddleWith(() => undefined);
    expect([code, lost.size, errors]).toEqual([0, 2, expect.stringContaining("Trying again.")]);
    expect(await fixture.stepsOf(change)).toEqual(expect.arrayContaining(["start", "finish"]));
    expect((await fixture.stepsOf(change)).filter((step) => step === "start" || step === "finish")).toHaveLength(2);
    expect(fixture.storedResults()).toEqual([]);
  });

  it("leaves the result in a file where Windlass is away after the command, to be sent later", async () => {
    const change = await fixture.scheduled();
    fixture.api.meddleWith((_, path) => (path.endsWith("/steps/fail") ? "away" : undefined));
    const { code, errors, output } = await fixture.client([
      "run",
      change,
      "--retry",
      "1s",
      "--json",
      ...shell("exit 5"),
    ]);
    fixture.api.meddleWith(() => undefined);
    const [file = ""] = fixture.storedResults();
    expect([code, (await fixture.result(change)).status]).toEqual([75, "in_progress"]);
    expect(JSON.parse(output)).toMatchObject({ outcome: "unrecorded", commandCode: 5, exitCode: 75 });
    expect(readFileSync(file, "utf8")).not.toContain("wlp_");
    const [, command = ""] = /Send it later: windlass (.*)/.exec(errors) ?? [];
    expect(command).toBe(`send '${file}'`);
    expect((await fixture.client(["send", file])).code).toBe(0);
    expect(await fixture.result(change)).toMatchObject({ status: "failed", text: expect.stringContaining("code 5") });
    expect(fixture.storedResults()).toEqual([]);
  });

  it("runs nothing where Windlass is away before", async () => {
    const change = await fixture.scheduled();
    let tries = 0;
    fixture.api.meddleWith(() => {
      tries++;
      return "away";
    });
    const running = fixture.start(["run", change, ...shell("touch ran")]);
    await waitUntil(() => tries > 1);
    running.child.kill("SIGTERM");
    expect((await running.ended).code).toBe(143);
    fixture.api.meddleWith(() => undefined);
    expect([readdirSync(fixture.folder).includes("ran"), await fixture.stepsOf(change)]).toEqual([
      false,
      expect.not.arrayContaining(["start"]),
    ]);
  });

  it("calls a change off whose command is not there", async () => {
    const change = await fixture.scheduled();
    expect((await fixture.client(["run", change, "--", "no-such-program"])).code).toBe(127);
    expect(await fixture.result(change)).toEqual({
      status: "cancelled",
      text: "Nothing ran: the command did not begin: ENOENT.",
    });
  });

  it("writes the token nowhere", async () => {
    const bad = `wlp_${"A".repeat(49)}`;
    for (const token of [bad, `${bad}\n${bad}`, "Bearer secret-token"]) {
      const { code, errors, output } = await fixture.client(["run", await fixture.scheduled(), ...shell("true")], {
        WINDLASS_TOKEN: token,
      });
      expect([64, 77]).toContain(code);
      expect(`${errors}${output}`).not.toMatch(/AAAAA|secret-token/);
    }
  });
});

describe("windlass standard", () => {
  it("documents a change of the entry before the command, and logs it after", async () => {
    const { code, output } = await fixture.client([
      ...["standard", "Add a dashboard", "name=latency", "--system", "dns", "--why", "The team asks for it.", "--json"],
      ...shell("true"),
    ]);
    const { change } = JSON.parse(output);
    expect(code).toBe(0);
    expect(await fixture.stepsOf(change)).toEqual(["draft", "document", "start", "log"]);
    expect(await fixture.result(change)).toMatchObject({ status: "closed", text: expect.stringContaining("code 0") });
  });

  it("runs nothing where the entry, a system or a field is not understood, and leaves no draft", async () => {
    const before = await fixture.drafts();
    const call = (...args: string[]) =>
      fixture.client(["standard", ...args, "--why", "Asked for.", ...shell("touch ran")]);
    expect((await call("No such entry", "--system", "dns")).errors).toContain("There is no approved standard entry");
    expect((await call("Add a dashboard", "name=x")).errors).toContain("Name a system with --system");
    expect((await call("Add a dashboard", "name=x", "--system", "nope")).errors).toContain(
      "There is no managed system",
    );
    const misfit = await call("Add a dashboard", "name=NOT OK", "--system", "dns");
    expect(misfit.code).toBe(77);
    expect(readdirSync(fixture.folder)).not.toContain("ran");
    expect(await fixture.drafts()).toBe(before);
  });

  it("fails it when the command fails", async () => {
    const entry = String(await fixture.newEntry());
    const { code, output } = await fixture.client([
      ...["standard", entry, "name=errors", "--system", String(fixture.web), "--why", "Asked for.", "--json"],
      ...shell("exit 4"),
    ]);
    expect(code).toBe(4);
    expect(await fixture.stepsOf(JSON.parse(output).change)).toEqual(["draft", "document", "start", "fail"]);
  });
});

/** Whether a process has a child of that name. */
function isRunning(pid: number, name: string): boolean {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  return children.some((child) => child !== "" && readFileSync(`/proc/${child}/comm`, "utf8").trim() === name);
}
