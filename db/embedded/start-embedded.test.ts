import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "./start-embedded";

let folder: string;
let database: Embedded;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "windlass-embedded-"));
  database = await startEmbedded(folder);
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});

it("has four roles, of which only the owner makes tables and none makes temporary ones for the app", async () => {
  const owner = postgres(database.urls.owner, { max: 1 });
  await owner`create table kept (word text)`;
  await owner`insert into kept values ('written')`;
  await owner.end();
  for (const url of [database.urls.app, database.urls.signin, database.urls.worker]) {
    const sql = postgres(url, { max: 1 });
    await expect(sql`create table mine ()`).rejects.toThrow(/permission denied/);
    await expect(sql`create temporary table mine ()`).rejects.toThrow(/permission denied/);
    await sql.end();
  }
});

it("keeps its port and what was written when it is killed", async () => {
  const { urls } = database;
  process.kill(Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
  await database.died;
  database = await startEmbedded(folder);
  expect(database.urls).toEqual(urls);
  const sql = postgres(database.urls.owner, { max: 1 });
  expect(await sql`select word from kept`).toEqual([{ word: "written" }]);
  await sql.end();
});

it("replaces one that outlived the process that started it", async () => {
  const orphaned = database;
  database = await startEmbedded(folder);
  await orphaned.died;
  const sql = postgres(database.urls.owner, { max: 1 });
  expect(await sql`select word from kept`).toEqual([{ word: "written" }]);
  await sql.end();
});
