import { and, eq, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoValue } from "@/db/connection/iso-instant";
import type { Database } from "@/db/connection/typed-sql";
import { type RowOf, runQuery } from "@/db/connection/typed-sql";
import { refusals } from "@/db/schema/events";
import { people } from "@/db/schema/people";
import type { ReportScope } from "@/lib/report/report-filter";

/** Refusals of one person for one step by one clause: how often, first and last (ISO in UTC, to the minute). */
export type RefusedAttempt = RowOf<typeof refusedAttemptsQuery>;

/** At most this many rows, so that nobody can inflate a report by provoking refusals; one more row says that there are more. */
export const maxAttempts = 500;

/**
 * The attempts that were refused in the period, by person, step and clause; where a filter names a client, a system or a
 * type, those on the changes it covers (`ids`) alone.
 */
export const readRefusedAttempts = (
  covered: ReportScope,
  ids: readonly number[],
  db: Database = appDb(),
): Promise<readonly RefusedAttempt[]> => runQuery(() => refusedAttemptsQuery(covered, ids, db));

const { minute, step, clause, times, personId, subjectType, subjectId } = refusals;

// Steps and clauses as recorded, because a later rulebook may not know them.
/** The query of the refused attempts. */
const refusedAttemptsQuery = (
  { start, end, client, system, type }: ReportScope,
  ids: readonly number[],
  db: Database,
) =>
  db
    .select({
      person: { id: people.id, name: personName("people") },
      step,
      clause,
      times: sql`sum(${times})`.mapWith(Number),
      first: isoValue<string>(sql`min(${minute})`),
      last: isoValue<string>(sql`max(${minute})`),
    })
    .from(refusals)
    .innerJoin(people, eq(people.id, personId))
    .where(
      and(
        sql`${minute} >= ${start}::timestamptz`,
        sql`${minute} < ${end}::timestamptz`,
        client || system || type
          ? and(eq(subjectType, "change"), sql`${subjectId} = any (${`{${ids.join(",")}}`}::bigint[])`)
          : undefined,
      ),
    )
    .groupBy(people.id, step, clause)
    .orderBy(people.name, people.id, step, clause)
    .limit(maxAttempts + 1);
