import { sql as query } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { connect } from "./connect";
import { openPool } from "./pool";

// Security, abuse case 12: connections are killed in the middle of transactions, and the next request is served.

let db: TestDatabase;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.drop());

const killAll = () =>
  db.superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'killed'`;

it("a pool whose every connection was killed in a transaction serves the next ones at once", async () => {
  const pool = openPool(db.url("owner"), { name: "killed", max: 3 });
  for (let round = 0; round < 3; round += 1) {
    const lost = Array.from({ length: 3 }, () =>
      pool
        .begin((tx) => tx`select pg_sleep(5)`)
        .then(
          () => "done",
          () => "lost",
        ),
    );
    for (
      let running = 0;
      running < 3;
      running = (
        await db.superuser`select 1 from pg_stat_activity where application_name = 'killed' and query like '%pg_sleep%'`
      ).length
    );
    await killAll();
    expect(await Promise.all(lost)).toEqual(["lost", "lost", "lost"]);
    const before = Date.now();
    const rows = await Promise.all(Array.from({ length: 6 }, () => pool.begin((tx) => tx`select 1 as one`)));
    expect(rows.map(([row]) => row?.one)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(Date.now() - before).toBeLessThan(2000);
  }
  await pool.end({ timeout: 1 });
});

it("drizzle reads its instants as it did before", async () => {
  const pool = openPool(db.url("owner"), { name: "killed", max: 1 });
  const read = async () =>
    Array.from(await drizzle({ client: pool }).execute(query`select timestamptz '2020-01-01 00:00Z' as at`));
  const before = await read();
  const lost = pool
    .begin((tx) => tx`select pg_sleep(5)`)
    .then(
      () => "done",
      () => "lost",
    );
  while (
    (await db.superuser`select 1 from pg_stat_activity where application_name = 'killed' and query like '%pg_sleep%'`)
      .length === 0
  );
  await killAll();
  expect(await lost).toBe("lost");
  expect(await pool`select timestamptz '2020-01-01 00:00Z' as at`.then((rows) => Array.from(rows))).toEqual(before);
  await pool.end({ timeout: 1 });
});

it("reads and sends arrays without asking for their types, also after a loss", async () => {
  const pool = openPool(db.url("owner"), { name: "killed", max: 1 });
  const words = ["c", 'with "quotes", a comma and a \\', "null", ""];
  const bytes = Buffer.from([0, 92, 255]);
  const read = async () =>
    (
      await pool`select array['a', 'b'] as words, ${words}::text[] as sent, array[1, 2]::bigint[] as bigints,
        ${[3]}::int[] as integers, array[true, false] as booleans, array[${bytes}::bytea] as byteas, '{}'::text[] as none`
    )[0];
  const before = await read();
  expect(before).toEqual({
    words: ["a", "b"],
    sent: words,
    bigints: [1, 2],
    integers: [3],
    booleans: [true, false],
    byteas: [bytes],
    none: [],
  });
  await killAll();
  while ((await db.superuser`select 1 from pg_stat_activity where application_name = 'killed'`).length > 0);
  // A query that was sent before the loss was noticed fails; the next ones do not.
  await expect.poll(() => read().catch(() => null), { timeout: 60_000 }).toEqual(before);
  await pool.end({ timeout: 1 });
});

// A connection that is lost while the driver asks for them rejects a promise that nobody handles.
it("never asks for the types of arrays, nor does a client outside a pool", async () => {
  const clients = [
    openPool(db.url("owner"), { name: "asks", max: 1 }),
    connect(db.url("owner"), { max: 1, fetch_types: true }),
  ];
  for (const client of clients) {
    expect(client.options.fetch_types).toBe(false);
    expect(await client`select array['a'] as words`.then(([row]) => row)).toEqual({ words: ["a"] });
    await client.end({ timeout: 1 });
  }
});

it("reserves no connection: the driver would wait for the types of arrays for ever", async () => {
  const pool = openPool(db.url("owner"), { name: "reserves", max: 1 });
  await expect(pool.reserve()).rejects.toThrow("openTransaction");
  await pool.end({ timeout: 1 });
});
