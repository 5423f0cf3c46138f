import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { queryRows } from "@/db/connection/typed-sql";
import { historyLoadQuery } from "@/db/first-run/history-load";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { type Cast, hashOf, signInEverybody } from "@/testing/people";
import { refusalFrom } from "@/testing/steps";
import { loadHistory } from "./load-history";
import { startHistoryLoader } from "./start-history-loader";

let db: TestDatabase;
let cast: Cast;
const reported: string[] = [];

beforeAll(async () => {
  db = await newDatabase();
  await seedDemo(db.url("owner"));
  cast = await signInEverybody(db.signin);
});
afterAll(() => db.drop());

const order = async ({ token }: { readonly token: string }, changes = 60) =>
  (await db.app`select request_history(${hashOf(token)}, ${changes}) as outcome`)[0]?.outcome;
const state = async () => (await queryRows(drizzle({ client: db.app }), historyLoadQuery))[0];
const changeCount = async () => Number((await db.owner`select count(*) as n from changes`)[0]?.n);
const start = () => startHistoryLoader({ url: db.url("owner"), report: (sentence) => reported.push(sentence) });

async function until(isReached: () => Promise<boolean>): Promise<void> {
  for (let left = 600; left > 0; left--) {
    if (await isReached()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("It was not reached within 30 seconds.");
}

it("is ordered by nobody who may only read, has no session, or asks for too much", async () => {
  expect(await order(cast.auditor)).toBe("read_only");
  expect(await order({ token: "of nobody" })).toBeNull();
  expect(await refusalFrom(order(cast.operator, 10_001))).toMatchObject({ code: "23514" });
  expect(await state()).toBeUndefined();
});

it("waits for the process of the owner, and is ordered once", async () => {
  const before = await changeCount();
  expect(await order(cast.operator)).toBe("requested");
  expect(await order(cast.lead)).toBe("loaded");
  expect(await state()).toMatchObject({ planned: 60, loaded: 0, elapsedSeconds: null, isOver: false });
  const [one, other] = [start(), start()];
  await until(async () => (await state())?.isOver === true);
  await Promise.all([one.stop(), other.stop()]);
  expect(reported).toEqual([]);
  expect(await state()).toMatchObject({ loaded: 60, failed: false });
  expect(await changeCount()).toBe(before + 60);
  expect(await order(cast.operator)).toBe("loaded");
});

it("is marked as failed after its process was stopped, and may be ordered again", async () => {
  await db.owner`delete from history_loads`;
  expect(await order(cast.operator, 5000)).toBe("requested");
  const stopped = start();
  await until(async () => Number((await state())?.loaded) > 0);
  await stopped.stop();
  expect(await state()).toMatchObject({ isOver: true, failed: true });
  expect(reported).toHaveLength(1);
  await db.owner`update history_loads set failed = false, ended_at = null`;
  const next = start();
  await until(async () => (await state())?.failed === true);
  expect(await order(cast.lead, 1)).toBe("requested");
  await until(async () => (await state())?.isOver === true);
  await next.stop();
  expect(await state()).toMatchObject({ planned: 1, failed: false });
});

it("is refused where the command has loaded one", async () => {
  await db.owner`delete from history_loads`;
  await loadHistory(db.url("owner"), { changes: 60, years: 1 }, () => {});
  expect(await changeCount()).toBeGreaterThanOrEqual(200);
  expect(await order(cast.operator)).toBe("loaded");
});
