import { existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "@/db/embedded/start-embedded";
import { loadHistory } from "@/db/seed/load-history";
import { runCommand } from "@/testing/commands/run-command";
import { connect } from "@/testing/database";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { newSigner, signLog } from "@/testing/sign-log";
import { takeStep } from "@/testing/steps";

// The drill at the size of a year: a backup while 20 steps a second are taken, into the newest and the oldest PostgreSQL, and from
// there back again. Each restore compares every table with the manifest, replays and verifies.

const changes = 2000;
const stepIntervalMs = 50;
const oldest = {
  folder: "/usr/lib/postgresql/15",
  locale: ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"],
};
const servers = {
  "PostgreSQL 18": undefined,
  ...(existsSync(`${oldest.folder}/bin/initdb`) ? { "PostgreSQL 15": oldest } : {}),
};

let folder: string;
let source: Fixture;
let file: string;
/** When the backup began, and the notes that were acknowledged before. */
let acknowledged: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "windlass-drill-"));
  file = join(folder, "drill.backup");
  source = await newFixture();
  await loadHistory(source.url("owner"), { changes, years: 1 }, () => {});
  await signLog(source.worker, newSigner());
});
afterAll(async () => {
  await source.drop();
  await rm(folder, { recursive: true });
});

/** Takes 20 steps a second until it is told to stop, whether earlier ones have ended or not; keeps what was acknowledged. */
async function work(ids: readonly number[], taken: string[], stopped: AbortSignal): Promise<number> {
  const steps: Promise<unknown>[] = [];
  for (; !stopped.aborted; await pause(stepIntervalMs)) {
    const comment = `Step ${steps.length}`;
    const id = ids[steps.length % ids.length] ?? 0;
    const step = takeStep(source.app, source.operator, "change", id, "note", { comment });
    steps.push(step.then(() => taken.push(comment)));
  }
  await Promise.all(steps);
  return steps.length;
}

it("a backup under load lets every step through, and holds those that were acknowledged before it", async () => {
  const drafts = Array.from({ length: 8 }, () =>
    takeStep(source.app, source.operator, "change", null, "draft", firstInput.normal(source)),
  );
  const ids = (await Promise.all(drafts)).map(({ id }) => id);
  const taken: string[] = [];
  const stop = new AbortController();
  const load = work(ids, taken, stop.signal);
  await pause(2_000);
  acknowledged = [...taken];
  const began = performance.now();
  const { code, output, errors } = await runCommand(["backup", file], at(source.url("owner"), source.name));
  const seconds = (performance.now() - began) / 1000;
  stop.abort();
  expect([code, errors]).toEqual([0, expect.anything()]);
  console.log(
    `${output.trim()}\n${await load} steps in ${(seconds + 2).toFixed(1)} s; ${(await stat(file)).size} bytes`,
  );
  expect(acknowledged.length).toBeGreaterThan(20);
});

const at = (url: string, name: string) => ({
  DATABASE_URL: url,
  MIGRATE_DATABASE_URL: url,
  WINDLASS_DEMO: "1",
  WINDLASS_DATA_FOLDER: join(folder, `data-${name}`),
});

async function withServer<T>(name: string, work: (server: Embedded) => Promise<T>): Promise<T> {
  const installed = Object.entries(servers).find(([each]) => each === name)?.[1];
  const home = await mkdtemp(join(tmpdir(), "windlass-drill-server-"));
  const server = await startEmbedded(home, { fsync: false, installed });
  try {
    return await work(server);
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function restore(from: string, server: Embedded, name: string): Promise<string> {
  const began = performance.now();
  const { code, output, errors } = await runCommand(["restore", from], at(server.urls.owner, name));
  expect([code, errors]).toEqual([0, expect.anything()]);
  console.log(`${name}: restored and checked in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return output;
}

it.each(Object.keys(servers))("restores into %s, equal in every row, and from there into the newest", async (name) => {
  const again = join(folder, `${name}.backup`);
  await withServer(name, async (server) => {
    expect(await restore(file, server, name)).toMatch(/Every table equals.* no difference.*VERIFIED: /s);
    const sql = connect(server.urls.owner, 1);
    const rows = await sql<{ text: string }[]>`select text from texts where text = any (${acknowledged}::text[])`;
    await sql.end();
    expect(rows.map(({ text }) => text).sort()).toEqual([...acknowledged].sort());
    expect((await runCommand(["backup", again], at(server.urls.owner, name))).code).toBe(0);
  });
  await withServer("PostgreSQL 18", async (server) => {
    expect(await restore(again, server, `${name}, again`)).toMatch(/Every table equals.* no difference.*VERIFIED: /s);
  });
});
