import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { appDb, exportDb } from "@/db/connection/client";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { exportReadDb, reportDb } from "./report-db";

let db: TestDatabase;

beforeAll(async () => {
  db = await newDatabase();
  vi.stubEnv("DATABASE_URL", db.url("app"));
});
afterEach(() => {
  delete process.env.READ_DATABASE_URL;
  globalThis.windlassReplica = undefined;
});
afterAll(() => db.drop());

it("without a replica reports read where pages do, and exports from connections of their own", async () => {
  expect(await reportDb()).toBe(appDb());
  expect(await exportReadDb()).toBe(exportDb());
});

it("a replica that has everything serves both", async () => {
  // A primary is never behind itself.
  vi.stubEnv("READ_DATABASE_URL", db.url("app"));
  const replica = await reportDb();
  expect(replica).not.toBe(appDb());
  expect(await exportReadDb()).toBe(replica);
  expect(await replica.execute("select 1 as one")).toEqual([{ one: 1 }]);
});

it("one that is away serves nothing, and that is logged without its address", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  vi.stubEnv("READ_DATABASE_URL", "postgres://app:secret@127.0.0.1:1/windlass");
  expect(await reportDb()).toBe(appDb());
  expect(logged.mock.calls.flat().join()).toContain("READ_DATABASE_URL");
  expect(logged.mock.calls.flat().join()).not.toContain("secret");
});
