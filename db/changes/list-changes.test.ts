import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { queryRows } from "@/db/connection/typed-sql";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import { loadHistory } from "@/db/seed/load-history";
import type { ChangeFilter } from "@/lib/changes/change-filter";
import { openStatuses } from "@/lib/rules/record";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { changesPerPage, listQuery } from "./list-changes";

let db: TestDatabase;
beforeAll(async () => {
  db = await newDatabase();
  await seedDemo(db.url("owner"));
  await loadHistory(db.url("owner"), { changes: 560, years: 1 }, () => {});
});
afterAll(() => db.drop());

type Row = { id: number; event: string; window: string | null };

/** Every page of the list, as its reader would turn them. */
async function pagesOf(filter: ChangeFilter): Promise<{ rows: Row[]; counts: number[] }> {
  const builder = drizzle({ client: db.owner });
  const [rows, counts]: [Row[], number[]] = [[], []];
  for (let cursor: ChangeFilter = {}; ; ) {
    const page = await queryRows(builder, listQuery({ ...filter, ...cursor }));
    const shown = page.slice(0, changesPerPage);
    rows.push(
      ...shown.map(({ change, lastEventAt }) => ({ id: change.id, event: lastEventAt, window: change.windowStart })),
    );
    counts.push(...shown.slice(0, 1).map(({ count }) => count));
    const end = rows.at(-1);
    if (page.length <= changesPerPage || !end) return { rows, counts };
    cursor = { before: end.id, ...(filter.sort && { at: end[filter.sort] ?? "" }) };
  }
}

const idsOf = async (order: string, where = "true") =>
  (await db.owner.unsafe(`select id from changes where ${where} order by ${order}`)).map(({ id }) => Number(id));

it("shows each change once, page by page, by number, by last event and by window", async () => {
  const ids = async (filter: ChangeFilter) => (await pagesOf(filter)).rows.map(({ id }) => id);
  expect(await ids({})).toEqual(await idsOf("id desc"));
  expect(await ids({ sort: "event" })).toEqual(await idsOf("last_event_at desc, id desc"));
  const windows = await idsOf("window_start desc, id desc", "window_start is not null");
  expect(windows.length).toBeGreaterThan(2 * changesPerPage);
  expect(await ids({ sort: "window" })).toEqual(windows);
});

it("shows the same from the other end", async () => {
  const ids = async (filter: ChangeFilter) => (await pagesOf(filter)).rows.map(({ id }) => id);
  for (const filter of [{}, { sort: "event" }, { sort: "window" }, { from: "2020-01-01" }] satisfies ChangeFilter[])
    expect(await ids({ ...filter, order: "oldest" })).toEqual((await ids(filter)).reverse());
});

it("shows several statuses at once", async () => {
  const open = openStatuses.map((status) => `'${status}'`).join();
  const { rows, counts } = await pagesOf({ status: [...openStatuses] });
  expect(rows.map(({ id }) => id)).toEqual(await idsOf("id desc", `status in (${open})`));
  expect(counts[0]).toBe(rows.length);
});

it("counts what matches on every page alike, and no further than its limit", async () => {
  const [{ all } = { all: 0 }] = await db.owner`select count(*)::int as all from changes`;
  expect(all).toBeGreaterThan(501);
  expect(new Set((await pagesOf({})).counts)).toEqual(new Set([501]));
  const [{ few } = { few: 0 }] = await db.owner`select count(*)::int as few from changes where type = 'emergency'`;
  expect(new Set((await pagesOf({ type: "emergency", sort: "event" })).counts)).toEqual(new Set([few]));
});
