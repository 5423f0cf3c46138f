import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { toDatabaseError } from "@/db/connection/database-error";
import { logFields, openLog, reportAs } from "./log";
import { enterRequest, noteInRequest } from "./request-context";

const native = { ...console };
let written = "";
const output = {
  write: (line: string) => {
    written += line;
  },
};
const lines = () =>
  written
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const secret = "what-somebody-posted";

beforeEach(() => {
  written = "";
});
afterEach(() => {
  Object.assign(console, native);
  vi.restoreAllMocks();
});

it("what is written by console becomes a line: the sentence, and of an error its class, code and place", () => {
  openLog("web", "json", output);
  console.log("\u001b[32mReady\u001b[0m at http://localhost?token=abc");
  console.error("A form action failed:", Object.assign(new RangeError(secret), { code: "ERR_X" }), { body: secret });
  console.warn(toDatabaseError(Object.assign(new Error(secret), { code: "42P01" })));
  const [ready, failed, database] = lines();
  expect(ready).toMatchObject({
    level: "info",
    component: "web",
    msg: "Ready at http://localhost?…",
    pid: process.pid,
  });
  expect(ready.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(failed).toMatchObject({ level: "error", error: "RangeError", code: "ERR_X", msg: "A form action failed:" });
  expect(failed.at[0]).toContain("log.test.ts");
  expect(database).toMatchObject({ level: "warn", error: "DatabaseError", reason: "The database failed (42P01)." });
  expect(written).not.toContain(secret);
});

it("each line of a text is a line of its own", () => {
  openLog("worker", "json", output);
  console.log("\nThe worker runs.\n\nLEDGER_VERIFIER_KEY=k\n");
  expect(lines().map(({ msg }) => msg)).toEqual(["The worker runs.", "LEDGER_VERIFIER_KEY=k"]);
});

it("a line belongs to the request that is answered, and to the component that reports", () => {
  openLog("start", "json", output);
  reportAs("worker")("Slack does not answer.");
  enterRequest({ id: "0123abcd" });
  noteInRequest({ person: 7 });
  console.error("It failed.");
  logFields({ route: "/changes" }, "request");
  expect(lines()).toMatchObject([
    { level: "error", component: "worker", msg: "Slack does not answer." },
    { component: "start", requestId: "0123abcd", msg: "It failed." },
    { component: "start", requestId: "0123abcd", route: "/changes", msg: "request" },
  ]);
  expect(lines()[0].requestId).toBeUndefined();
});

it("as text it is sentences, without a line for each request, and as careful", async () => {
  const printed: string[] = [];
  console.error = (line: string) => void printed.push(line);
  vi.resetModules();
  const log = await import("./log");
  log.openLog("web", "text", output);
  log.logFields({ route: "/changes" }, "request");
  console.error("It failed:", new RangeError(secret));
  log.reportAs("worker")("Slack does not answer.");
  expect(written).toBe("");
  expect(printed).toEqual([
    expect.stringMatching(/^It failed: RangeError\n {4}at .*log\.test\.ts/),
    "Slack does not answer.",
  ]);
  expect(printed.join()).not.toContain(secret);
});
