import { afterAll, beforeAll, expect, it } from "vitest";
import { openPool } from "@/db/connection/pool";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { clockProblems, ledgerKeyProblems, secretProblems } from "./start-problems";

let db: TestDatabase;

beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

it("the clocks of one machine agree", async () => {
  expect(await clockProblems(db.url("app"))).toEqual([]);
});

it("a ledger without a checkpoint takes any key, and then only the one that signed it, or one that names it", async () => {
  const mine = { verifierKey: "windlass-ledger-b+00+AQ==", replaces: null };
  expect(await ledgerKeyProblems(db.url("worker"), mine)).toEqual([]);
  await db.owner`alter table checkpoints disable trigger user`;
  await db.owner`insert into checkpoints (size, root, note, verifier_key, at) values (0, '', '', 'windlass-ledger-a+00+AQ==', now())`;
  expect(await ledgerKeyProblems(db.url("worker"), mine)).toEqual([
    expect.stringContaining("windlass-ledger-a signed"),
  ]);
  expect(await ledgerKeyProblems(db.url("worker"), { ...mine, replaces: "windlass-ledger-a" })).toEqual([]);
});

it("web processes with another secret are found, and those with the same are welcome", async () => {
  const serving = openPool(db.url("app"), { name: "windlass session 0a1b2c3d", max: 1 });
  await serving`select 1`;
  expect(await secretProblems(db.url("app"), "0a1b2c3d")).toEqual([]);
  const found = secretProblems(db.url("app"), "ffffffff");
  expect(await found).toEqual([expect.stringContaining("AUTH_SECRET")]);
  const later = secretProblems(db.url("app"), "ffffffff");
  await serving.end();
  expect(await later).toEqual([]);
}, 60_000);
