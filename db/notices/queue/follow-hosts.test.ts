import { afterAll, beforeAll, expect, it } from "vitest";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { hostUrls } from "./follow-hosts";
import { openQueuePool } from "./queue-pool";

let db: TestDatabase;

beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

it("an address of several hosts is one for each", () => {
  expect(hostUrls("postgres://u:p%40@a:1,b,[::1]:3/d?target_session_attrs=read-write&sslmode=require")).toEqual([
    "postgres://u:p%40@a:1/d?sslmode=require",
    "postgres://u:p%40@b/d?sslmode=require",
    "postgres://u:p%40@[::1]:3/d?sslmode=require",
  ]);
});

it("a pool comes to the host that takes writes, past one where nothing listens and one that refuses", async () => {
  const [, account, host, database] = /^(.*@)([^/]+)(\/.*)$/.exec(db.url("worker")) ?? [];
  const pool = openQueuePool(`${account}127.0.0.1:1,${host}${database}`, { name: "windlass follows", max: 2 });
  await expect.poll(() => pool.query("select 1 as one").then(({ rows }) => rows, String)).toEqual([{ one: 1 }]);
  await pool.end();
});

it("a host that takes no writes is not used", async () => {
  await db.superuser.unsafe(
    `alter role windlass_worker in database "${db.name}" set default_transaction_read_only = on`,
  );
  const [, account, host, database] = /^(.*@)([^/]+)(\/.*)$/.exec(db.url("worker")) ?? [];
  const pool = openQueuePool(`${account}${host},${host}${database}`, { name: "windlass follows", max: 2 });
  await expect(pool.query("select 1")).rejects.toThrow("takes no writes");
  await db.superuser.unsafe(`alter role windlass_worker in database "${db.name}" reset default_transaction_read_only`);
  await expect.poll(() => pool.query("select 1 as one").then(({ rows }) => rows, String)).toEqual([{ one: 1 }]);
  await pool.end();
});
