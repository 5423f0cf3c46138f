import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { type ChangeTimes, isOverdue } from "@/lib/changes/deadlines";
import { changeStatuses, changeTypes } from "@/lib/rules/record";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { overdueConditions } from "./quick-filter-ids";

let db: TestDatabase;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.drop());

const now = "2026-06-10T12:00:00.000000Z";
const hoursFromNow = (hours: number, ms = 0) =>
  new Date(Date.parse(now) + hours * 3_600_000 + ms).toISOString().replace("Z", "000Z");

/** Each pair of an instant on, just before and just after the bound, and none. */
const around = (hours: number) => [null, hoursFromNow(hours, -1), hoursFromNow(hours), hoursFromNow(hours, 1)];

const cases: ChangeTimes[] = changeTypes.flatMap((type) =>
  changeStatuses.flatMap((status) =>
    [...around(0), hoursFromNow(1)].flatMap((windowEnd) =>
      [null, 60, 61].flatMap((rollbackMinutes) =>
        around(-720).flatMap((approvedAt) =>
          around(-24).flatMap((startedAt) =>
            [null, hoursFromNow(-1)].map((factsCompleteAt) => ({
              ...{ type, status, windowEnd, rollbackMinutes, approvedAt, startedAt, factsCompleteAt },
              windowStart: windowEnd && hoursFromNow(-3),
            })),
          ),
        ),
      ),
    ),
  ),
);

it("the database and the pages agree on what is overdue", async () => {
  const rowSql = typedSql({ place: z.int(), overdue: z.boolean() });
  const conditions = overdueConditions(sql`${now}::timestamptz`).map((condition) => sql`coalesce(${condition}, false)`);
  const rows = await queryRows(
    drizzle({ client: db.owner }),
    rowSql`select ordinality::int as place, ${sql.join(conditions, sql` or `)} as overdue
      from rows from (jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as (type text, status text, "windowEnd" timestamptz,
        "rollbackMinutes" integer, "approvedAt" timestamptz, "startedAt" timestamptz, "factsCompleteAt" timestamptz)) with ordinality
        as c (type, status, window_end, rollback_minutes, approved_at, started_at, facts_complete_at, ordinality)`,
  );
  expect(rows).toHaveLength(cases.length);
  const differing = rows.filter(({ place, overdue }) => {
    const change = cases[place - 1];
    return change && overdue !== isOverdue(change, now);
  });
  expect(differing.map(({ place, overdue }) => ({ ...cases[place - 1], overdue })).slice(0, 3)).toEqual([]);
  expect(new Set(rows.map(({ overdue }) => overdue)).size).toBe(2);
});
