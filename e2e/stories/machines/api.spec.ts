import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { newApiToken } from "../../../db/api/api-token";
import { tokenHash } from "../../../db/people/session-token";
import { expectStatus, takeStep } from "../../forms";
import { recordIdIn, stepsOf } from "../../ledger";
import type { Product } from "../../product";
import { openSession } from "../../sessions";
import { expect, test } from "../../test";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = promisify(execFile);
// Programs have no pages.
const once = { tag: "@once" };

/** A token of the account, as its person creates one. */
async function apiTokenOf(product: Product, account: string): Promise<string> {
  const [sql, session, token] = [await product.sql("app"), await openSession(product, account), newApiToken("person")];
  const input = {
    ...{ name: "pipeline", scopes: ["read", "propose", "execute"], apiToken: tokenHash(token).toString("hex") },
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  };
  await sql.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${session}, true)`;
    await tx`insert into events (subject_type, subject_id, step, input)
      select 'person', id, 'make_token', ${tx.json(input)} from people where subject = ${account}`;
  });
  return token;
}

/** The client that openapi-typescript makes types for, in a folder of its own; what it prints. */
async function generateClient(product: Product) {
  const folder = await mkdtemp(join(tmpdir(), "windlass-client-"));
  const document = await fetch(`${product.url}/api/v1/openapi.json`);
  expect([document.status, document.headers.get("content-type")]).toEqual([200, "application/json"]);
  await writeFile(join(folder, "openapi.json"), await document.text());
  const client = join(folder, "drive-change.mts");
  await copyFile(join(root, "testing/openapi-client/drive-change.mts"), client);
  const tool = [
    "--import",
    "./testing/openapi-client/typescript-resolver.mjs",
    "node_modules/openapi-typescript/bin/cli.js",
  ];
  await run(process.execPath, [...tool, join(folder, "openapi.json"), "-o", join(folder, "generated.d.ts")], {
    cwd: root,
  });
  const strict = ["--noEmit", "--strict", "--skipLibCheck", "--target", "esnext", "--module", "nodenext"];
  const types = ["--allowImportingTsExtensions", "--types", "node", "--typeRoots", join(root, "node_modules/@types")];
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "--ignoreConfig", ...strict, ...types, client], {
    cwd: root,
  });
  return async (...args: readonly string[]): Promise<string> =>
    (await run(process.execPath, ["--import", "tsx", client, product.url, ...args], { cwd: root })).stdout.trim();
}

test(
  "a generated client proposes a change, people decide in the browser, and it carries the change out",
  once,
  async ({ as, product, system }) => {
    const [client, token] = [await generateClient(product), await apiTokenOf(product, "operator-1")];
    const number = await client(token, "propose", String(system.id));
    const path = `/changes/${number}`;

    const reviewer = await as("reviewer-1");
    await reviewer.goto(path);
    await takeStep(reviewer, "review", { comment: "I would do it like this." }, "reviewed");
    const lead = await as("ops-lead-1");
    await lead.goto(path);
    await takeStep(lead, "approve", {}, "approved");

    expect(await client(token, "carry out", number)).toBe("closed");
    await lead.reload();
    await expectStatus(lead, "closed");
    expect(await stepsOf(product, recordIdIn(path))).toEqual([
      "draft",
      "submit",
      "review",
      "approve",
      "schedule",
      "start",
      "finish",
      "verify",
    ]);
  },
);

/** The guide’s commands from a draft to a closed change, as they stand there. */
function guideCommands(): readonly string[] {
  const [, part = ""] = readFileSync(join(root, "docs/api/README.md"), "utf8").split(
    "## From a draft to a closed change",
  );
  const [section = ""] = part.split("\n## ");
  const blocks = section.split("\n\n");
  return blocks.map((block) => block.replaceAll(/^ {4}/gm, "")).filter((block) => block.startsWith("curl"));
}

test(
  "a stranger follows the guide with curl from a token to a closed change",
  once,
  async ({ as, product, system }) => {
    const env = { ...process.env, WINDLASS_URL: product.url, WINDLASS_TOKEN: await apiTokenOf(product, "operator-1") };
    const [list = "", draft = "", submit = "", ...afterwards] = guideCommands();
    const curl = async (command: string, more = {}) => {
      const { stdout } = await run("bash", ["-c", command], { env: { ...env, SYSTEM: String(system.id), ...more } });
      return JSON.parse(stdout);
    };
    expect((await curl(list)).items.length).toBeGreaterThan(0);
    const { number: CHANGE } = await curl(draft);
    expect(await curl(submit, { CHANGE })).toMatchObject({ status: "submitted" });
    const [reviewer, lead] = [await as("reviewer-1"), await as("ops-lead-1")];
    await reviewer.goto(`/changes/${CHANGE}`);
    await takeStep(reviewer, "review", {}, "reviewed");
    await lead.goto(`/changes/${CHANGE}`);
    await takeStep(lead, "approve", {}, "approved");
    const statuses = [];
    for (const command of afterwards) statuses.push((await curl(command, { CHANGE })).status);
    expect(statuses).toEqual(["scheduled", "in_progress", "executed", "closed"]);
  },
);

test("everything below /api/v1 answers in JSON, by a token alone, whatever is sent", once, async ({ product }) => {
  const ask = (path: string, init: RequestInit = {}) => fetch(`${product.url}${path}`, { redirect: "manual", ...init });
  const token = await apiTokenOf(product, "operator-2");
  const session = await openSession(product, "operator-2");
  const [bearer, cookie] = [{ authorization: `Bearer ${token}` }, { cookie: `windlass-session=${session}` }];
  const foreign = { ...bearer, origin: "https://evil.example", "content-type": "application/json" };
  const cases: [number, string, RequestInit][] = [
    [401, "/api/v1/changes", {}],
    [401, "/api/v1/changes", { headers: cookie }],
    [
      401,
      "/api/v1/changes",
      { method: "POST", headers: { ...cookie, "content-type": "application/json" }, body: "{}" },
    ],
    [404, "/api/v1/nope", {}],
    [404, "/api/v1", {}],
    [404, "/api/v1/changes/CHG-%ff", {}],
    [404, "/api/v1/changes/CHG-1/none", {}],
    [405, "/api/v1/changes", { method: "DELETE" }],
    [405, "/api/v1/me", { method: "OPTIONS" }],
    [413, "/api/v1/changes", { method: "POST", headers: foreign, body: "x".repeat(1_100_000) }],
    [415, "/api/v1/changes", { method: "POST", headers: { ...bearer, "content-type": "text/plain" }, body: "{}" }],
    [422, "/api/v1/changes", { method: "POST", headers: foreign, body: '{"__proto__":1}' }],
  ];
  for (const [status, path, init] of cases) {
    const answer = await ask(path, init);
    expect([answer.status, answer.headers.get("content-type")], `${init.method} ${path}`).toEqual([
      status,
      "application/problem+json",
    ]);
    expect(await answer.json()).toMatchObject({ status, detail: expect.any(String) });
    expect(answer.headers.get("set-cookie")).toBeNull();
  }
  const head = await ask("/api/v1/me", { method: "HEAD", headers: bearer });
  expect([head.status, await head.text(), head.headers.get("ratelimit")]).toEqual([
    200,
    "",
    expect.stringContaining("person"),
  ]);
  const chunked = { method: "POST", headers: foreign, body: new Blob(["{}"]).stream(), duplex: "half" } as RequestInit;
  expect((await ask("/api/v1/changes", chunked)).status).toBe(422);
});
