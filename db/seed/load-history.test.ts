import { afterAll, beforeAll, expect, it } from "vitest";
import { moveClock } from "@/db/install/move-clock";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import { changeTypes, openStatuses, terminalStatuses } from "@/lib/rules/record";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { loadHistory } from "./load-history";

const changes = 170;
let one: TestDatabase;
let other: TestDatabase;

const loadOnce = (db: TestDatabase) => loadHistory(db.url("owner"), { changes, years: 1 }, () => {});

beforeAll(async () => {
  [one, other] = [await newDatabase(), await newDatabase()];
  for (const db of [one, other]) await seedDemo(db.url("owner"));
  await loadOnce(one);
  await moveClock(other.url("owner"), "53 hours");
  await loadOnce(other);
});
afterAll(() => Promise.all([one.drop(), other.drop()]));

const lived = (db: TestDatabase) => db.owner`
  select e.subject_type, e.subject_id, e.seq, e.step, p.name, e.received_at - max(e.received_at) over () as before_the_last, (select array_agg(t.text order by t.field, t.position) from texts t where t.event_id = e.id) as texts
  from events e join people p on p.id = e.person_id where e.loaded and e.subject_type in ('change', 'incident') order by 1, 2, 3`;

it("loads that many changes and tells the same of them on another day at another hour", async () => {
  const history = await lived(one);
  expect(new Set(history.filter((row) => row.subject_type === "change").map((row) => row.subject_id)).size).toBe(
    changes,
  );
  expect(await lived(other)).toEqual(history);
});

it("leaves a few open in every status that a type can wait in, and ends the others", async () => {
  const rows = await one.owner`select type, status, count(*)::int as n from changes group by 1, 2`;
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(changeTypes));
  expect(openStatuses.filter((status) => !rows.some((row) => row.status === status))).toEqual([]);
  const ended = rows.filter((row) => terminalStatuses.some((status) => status === row.status));
  expect(ended.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(changes * 0.7);
});

it("puts nothing into the future and each chain into the order of its times", async () => {
  const [wrong] = await one.owner`
    select count(*) filter (where received_at > windlass_now())::int as future, count(*) filter (where received_at < before)::int as disordered
    from (select *, lag(received_at) over (partition by subject_type, subject_id order by seq) as before from events) e`;
  expect(wrong).toEqual({ future: 0, disordered: 0 });
});

it("answers most findings that are due", async () => {
  const [found] =
    await one.owner`select count(*)::int as findings, count(answered_at)::int as answered from findings where due_on < windlass_now()::date`;
  expect(found?.answered).toBeGreaterThan(found?.findings / 2);
});

it("adds a second history to the first", async () => {
  await loadOnce(one);
  const [row] = await one.owner`select count(*)::int as n from changes`;
  expect(row?.n).toBe(2 * changes);
});
