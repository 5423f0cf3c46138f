import { afterAll, beforeAll, expect, it } from "vitest";
import { type PlansOf, startPlanExplainer } from "@/testing/explain-plans";
import { type Fixture, newFixture } from "@/testing/fixture";
import { importedPerPage, importedQuery } from "./list-imported-records";
import { importedInCalendarQuery } from "./read-imported-in-calendar";

// Ten years of another system: 100,000 records in ten imports, of which one was withdrawn. A page costs what it shows.

let fixture: Fixture;
let plansOf: PlansOf;
let endExplainer: () => Promise<void>;
beforeAll(async () => {
  fixture = await newFixture();
  await fixture.superuser.begin(async (tx) => {
    await tx.unsafe(`
      set local session_replication_role = replica;
      alter table imports disable trigger user;
      alter table imported_records disable trigger user;
      insert into imports (id, status, source_system, file_name, file_hash, mapping_text_id, record_count, left_out, records_hash, imported_by, imported_at, step_seq, last_event_id)
      select n, case when n = 5 then 'withdrawn' else 'imported' end, 'ServiceNow', 'changes.csv', '', 1, 10000, 0, '', 1, now(), 1, 1 from generate_series(1, 10) n;
      insert into imported_records (import_id, row_number, salt, row_hash, foreign_number, title, client, planned_start, planned_end)
      select 1 + n / 10000, 1 + n % 10000, '', '', 'CHG' || n, 'Replace part ' || n || case when n % 5000 = 0 then ' rarely' else '' end, 'Client ' || n % 40,
        '2016-01-01Z'::timestamptz + n * interval '50 minutes', '2016-01-01Z'::timestamptz + n * interval '50 minutes' + interval '1 hour' from generate_series(0, 99999) n`);
  });
  await fixture.superuser`analyze imports, imported_records`;
  const explainer = await startPlanExplainer(fixture.url("superuser"));
  plansOf = explainer.plansOf;
  endExplainer = explainer.end;
});
afterAll(async () => {
  await endExplainer();
  await fixture.drop();
});

const inAugust = { from: "2018-08-01T00:00:00Z", to: "2018-09-05T00:00:00Z" };

it.each([
  ["the first page of the list", importedQuery({}), importedPerPage + 1, "imported_records_by_time"],
  [
    "a page far back",
    importedQuery({ before: { importId: 2, rowNumber: 17 } }),
    importedPerPage + 1,
    "imported_records_by_time",
  ],
  ["a search for a rare word", importedQuery({ q: "rarely" }), 18, "imported_records_by_words"],
  ["a page of one import", importedQuery({ importId: 3 }), importedPerPage + 1, "an_import_has_one_record_a_row"],
  ["a month of the calendar", importedInCalendarQuery(inAugust, {}), 301, "imported_records_by_time"],
  ["the same of a client", importedInCalendarQuery(inAugust, { client: 1 }), 0, "imported_records_by_time"],
])("%s is read by its index", async (_, query, rows, index) => {
  for (const prepared of [false, true]) {
    const found = await plansOf(query, { prepared });
    expect(found.rows).toBe(rows);
    expect(found.plans).toContain(index);
    expect(found.milliseconds).toBeLessThan(2000);
  }
});
