import { type SQL, sql } from "drizzle-orm";
import { inList } from "@/db/connection/columns";
import { deadlineRules } from "@/lib/changes/deadlines";
import { type QuickFilter, tonightOf, weekOf } from "@/lib/changes/finding/quick-filters";
import { reservingStatuses, runningStatuses, terminalStatuses, typesWithoutWindow } from "@/lib/rules/record";
import type { WeekStart } from "@/lib/time/week";

/** Who asks, when by the product's clock (ISO in UTC), the zone of their days, and the day on which weeks begin. */
export type QuickFilterContext = {
  readonly reader: number;
  readonly now: string;
  readonly zone: string;
  readonly weekStart: WeekStart;
};

/** A query of the ids of the changes that the filter shows, the oldest first. Each of its branches reads an index of its own. */
export function quickFilterIds(filter: QuickFilter, { reader, now, zone, weekStart }: QuickFilterContext): SQL {
  switch (filter) {
    case "overdue":
      return anyOf(overdueConditions(sql`${now}::timestamptz`));
    case "mine":
      return sql`${anyOf(roleConditions(reader))} union ${onCallIds(reader, now)}`;
    case "running":
      return anyOf([isRunning]);
    case "tonight":
      return windowIds(tonightOf(now, zone));
    case "week":
      return windowIds(weekOf(now, zone, weekStart));
  }
}

const isOpen = sql`not ${inList("c.status", terminalStatuses)}`;
const isRunning = inList("c.status", runningStatuses);
const isReserving = inList("c.status", reservingStatuses);

const anyOf = (conditions: readonly SQL[]): SQL =>
  sql.join(
    conditions.map((condition) => sql`select c.id from changes c where ${condition}`),
    sql` union `,
  );

/** The conditions under which a deadline of a change `c` has passed: those of `isOverdue` in lib/changes/deadlines.ts. */
export function overdueConditions(now: SQL): readonly SQL[] {
  const { window, rollback, approval, documentation } = deadlineRules;
  return [
    sql`${inList("c.type", window.types)} and ${inList("c.status", window.statuses)} and c.window_end <= ${now}`,
    sql`${inList("c.type", rollback.types)} and ${inList("c.status", rollback.statuses)} and c.window_end > ${now}
      and c.window_end - c.rollback_minutes * interval '1 minute' < ${now}`,
    sql`${inList("c.status", approval.statuses)} and c.approved_at < ${now} - ${`${approval.days * 24} hours`}::interval`,
    sql`${inList("c.type", documentation.types)} and c.facts_complete_at is null and not ${inList("c.status", documentation.notStatuses)}
      and c.started_at < ${now} - ${`${documentation.hours} hours`}::interval`,
  ];
}

/** Written, carried out, or to be carried out by the reader, and still open. */
const roleConditions = (reader: number): readonly SQL[] =>
  ["author_id", "who_id", "implementer_id"].map((column) => sql`${sql.raw(`c.${column}`)} = ${reader} and ${isOpen}`);

/**
 * While the reader is on call: the windows that are kept during their shift, and the emergencies that run. The roster is worked
 * out only for somebody with a shift.
 */
const onCallIds = (reader: number, now: string): SQL => sql`
  select c.id from on_call_at(${now}::timestamptz) shift
  cross join lateral (
    select c.id from changes c where ${isReserving} and c.window_start > ${now}::timestamptz - interval '24 hours' and c.window_start < shift.until
    union all
    select c.id from changes c where ${isRunning} and ${inList("c.type", typesWithoutWindow)}) c
  where shift.person_id = ${reader} and exists (select from shifts own where own.person_id = ${reader} and own.during @> ${now}::timestamptz)`;

// No window is longer than a day.
const windowIds = ({ from, to }: { from: string; to: string }): SQL => sql`
  select c.id from changes c where ${isReserving} and c.window_start > ${from}::timestamptz - interval '24 hours' and c.window_start < ${to}::timestamptz
    and c.window_end > ${from}::timestamptz`;
