import { afterAll, beforeAll, expect, it } from "vitest";
import { appDb, appSql, poolSize } from "@/db/connection/client";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { warmPools } from "./warm-pools";

let db: TestDatabase;
beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

it("opens every connection of the sessions and the pages, and none more for what is asked then", async () => {
  process.env.DATABASE_URL = db.url("app");
  const connections = async () =>
    (
      await db.superuser`select application_name as name, count(*) from pg_stat_activity
        where datname = ${db.name} and application_name like 'windlass %' group by 1 order by 1`
    ).map((row) => ({ ...row }));
  const opened = [
    { name: "windlass app", count: poolSize },
    { name: "windlass session", count: poolSize },
  ];
  expect(await connections()).toEqual([]);
  await warmPools();
  expect(await connections()).toEqual(opened);
  await Promise.all(Array.from({ length: 40 }, () => [appSql()`select 1`, appDb().execute("select 1")]).flat());
  expect(await connections()).toEqual(opened);
});

it("does not fail where the database is away", async () => {
  globalThis.windlassPools = undefined;
  process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
  await expect(warmPools()).resolves.toBeUndefined();
});
