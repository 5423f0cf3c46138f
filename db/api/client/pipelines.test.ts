import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { type ClientFixture, newClientFixture } from "@/testing/client/client-fixture";

// What pipelines are given, carried out as their runners do: the steps of the files are run with what their callers set.

const { answerApiRequest } = await import("@/app/api/v1/answer-api-request");

const root = fileURLToPath(new URL("../../../", import.meta.url));
const pipelines = join(root, "deploy/pipelines");
const read = (name: string) => readFileSync(join(pipelines, name), "utf8");

let fixture: ClientFixture;
beforeAll(async () => {
  fixture = await newClientFixture(answerApiRequest);
  copyFileSync(join(root, "bin/client/windlass-client.mjs"), join(fixture.folder, "windlass-client.mjs"));
});
afterAll(() => fixture.drop());

type Run = { readonly code: number; readonly output: string };

/** Runs a program in the folder of the client, with the address and the token of the product. */
const run = (file: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
  new Promise<Run>((resolve) => {
    const env = { ...process.env, ...fixture.environment, ...variables };
    execFile(file, [...args], { cwd: fixture.folder, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, output: `${stdout}${stderr}` }),
    );
  });

const filled = (text: string, values: Readonly<Record<string, string>>) =>
  Object.entries(values).reduce((now, [name, value]) => now.replaceAll(name, value), text);

describe.each([
  ["true", 0, "executed"],
  ["exit 3", 3, "failed"],
])("a command that is %s", (command, code, status) => {
  it("runs by the composite action of GitHub", async () => {
    const change = await fixture.scheduled();
    const [step] = parse(read("github/action.yml")).runs.steps;
    const values = { "${{ inputs.url }}": fixture.environment.WINDLASS_URL, "${{ inputs.token }}": fixture.token };
    const given = {
      ...values,
      "${{ inputs.change }}": change,
      "${{ inputs.command }}": command,
      "${{ inputs.wait }}": "0s",
    };
    const github = {
      "${{ github.server_url }}": "https://github.example",
      "${{ github.repository }}": "a/b",
      "${{ github.run_id }}": "7",
    };
    const entries = Object.entries<string>(step.env).map(([name, text]) => [
      name,
      filled(text, { ...given, ...github }),
    ]);
    const env = { ...Object.fromEntries(entries), GITHUB_ACTION_PATH: fixture.folder };
    expect(await run("bash", ["-e", "-o", "pipefail", "-c", step.run], env)).toMatchObject({ code });
    const result = await fixture.result(change);
    expect(result.status).toBe(status);
    expect(result.text).toContain("https://github.example/a/b/actions/runs/7");
  });

  it("runs by the component of GitLab", async () => {
    const change = await fixture.scheduled();
    const job = parseAllDocuments(read("gitlab/windlass.yml"))[1]?.toJS()["carry-out-the-change"];
    const given = { "$[[ inputs.url ]]": fixture.environment.WINDLASS_URL, "$[[ inputs.change ]]": change };
    const values = { ...given, "$[[ inputs.command ]]": command, "$[[ inputs.wait ]]": "0s" };
    const entries = Object.entries<string>(job.variables).map(([name, text]) => [name, filled(text, values)]);
    const env = { ...Object.fromEntries(entries), CI_JOB_URL: "https://gitlab.example/7" };
    expect(await run("sh", ["-e", "-c", job.script.join("\n")], env)).toMatchObject({ code });
    expect((await fixture.result(change)).status).toBe(status);
  });

  it("runs by the wrapper of Terraform", async () => {
    const change = await fixture.scheduled();
    const stub = join(fixture.folder, "terraform");
    writeFileSync(stub, `#!/bin/sh\n[ "$1 $2" = "apply plan.out" ] || exit 9\n${command}\n`);
    chmodSync(stub, 0o755);
    const wrapper = join(fixture.folder, "windlass-terraform");
    copyFileSync(join(pipelines, "terraform/windlass-terraform"), wrapper);
    chmodSync(wrapper, 0o755);
    const env = { PATH: `${fixture.folder}${delimiter}${process.env.PATH}` };
    expect(await run(wrapper, [change, "apply", "plan.out"], env)).toMatchObject({ code });
    expect((await fixture.result(change)).status).toBe(status);
  });
});

it("the wrapper of Terraform says how it is called", async () => {
  expect(await run("sh", [join(pipelines, "terraform/windlass-terraform"), "CHG-1"])).toMatchObject({ code: 64 });
});

it("the role of Ansible runs the client with the words of its caller", async ({ skip }) => {
  if ((await run("ansible-playbook", ["--version"])).code !== 0) return skip();
  const change = await fixture.scheduled();
  const play = {
    ...{ hosts: "localhost", connection: "local", gather_facts: false },
    roles: [{ role: join(pipelines, "ansible/windlass_change") }],
    vars: {
      ...{ windlass_url: fixture.environment.WINDLASS_URL, windlass_token: fixture.token, windlass_change: change },
      ...{ windlass_client: join(fixture.folder, "windlass-client.mjs"), windlass_command: ["sh", "-c", "true"] },
      ...{ windlass_node: process.execPath, windlass_no_log: false },
    },
  };
  const playbook = join(fixture.folder, "play.json");
  writeFileSync(playbook, JSON.stringify([play]));
  expect(await run("ansible-playbook", ["-i", "localhost,", playbook])).toMatchObject({ code: 0 });
  expect((await fixture.result(change)).status).toBe("executed");
});
