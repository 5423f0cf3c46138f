import { afterAll, beforeAll, expect, it } from "vitest";
import { cursorAfter, readCursor } from "@/lib/api/cursor";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { readApiChanges } from "./read-api-changes";

// Whoever walks a list while others write meets every row once: numbers are given in the order of commits.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const draft = () => takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
const limits = { clientIds: null, systemIds: null };

/** Copies of one change, past the triggers: only there to be walked over. */
async function copyChange(id: number, copies: number): Promise<void> {
  await fixture.superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const table of ["changes", "counters"]) await tx`alter table ${tx(table)} disable trigger user`;
    await tx`create temp table copied on commit drop as select * from changes where id = ${id}`;
    await tx`alter table copied drop column number, drop column step_subject, drop column step_aside`;
    const [columns] = await tx`select string_agg(quote_ident(column_name), ', ') as list from information_schema.columns
      where table_name = 'copied' and column_name <> 'id'`;
    await tx.unsafe(
      `insert into changes (id, ${columns?.list}) select ${id} + n, ${columns?.list} from copied, generate_series(1, ${copies}) n`,
    );
    await tx`update counters set value = ${id + copies} where name = 'change'`;
  });
}

it("10,000 changes are walked during 200 inserts: none twice, none lost", async () => {
  const first = await draft();
  await copyChange(first.id, 9_999);
  let inserted = 0;
  let isWalked = false;
  const writers = Array.from({ length: 3 }, async () => {
    while (inserted < 200 || !isWalked) {
      inserted += 1;
      if (inserted > 2000) return;
      await draft();
    }
  });
  const seen: number[] = [];
  for (let cursor = cursorAfter("/changes", 0); !isWalked; ) {
    const rows = await readApiChanges({ limits, after: readCursor("/changes", cursor) ?? 0, limit: 200 });
    const page = rows.slice(0, 200).map(({ number }) => Number(number.slice(4)));
    seen.push(...page);
    cursor = cursorAfter("/changes", page.at(-1) ?? 0);
    isWalked = rows.length <= 200;
  }
  await Promise.all(writers);
  expect(inserted).toBeGreaterThanOrEqual(200);
  expect(seen.length).toBeGreaterThanOrEqual(10_000);
  const last = seen.at(-1) ?? 0;
  const there = await fixture.owner<{ id: number }[]>`select id from changes where id <= ${last} order by id`;
  expect(seen).toEqual(there.map(({ id }) => id));
});
