import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { instant } from "@/db/connection/instant";
import { type Database, rowsOf } from "@/db/connection/rows";
import type { Covered } from "@/lib/report/filter";
import type { Named } from "@/lib/rules/record";

/** What one person was refused by one clause: how often in the period, first and last when (ISO in UTC, to the minute). */
export type RefusedAttempt = {
  readonly person: Named;
  /** As they were recorded: a rulebook to come may know other ones. */
  readonly step: string;
  readonly clause: string;
  readonly times: number;
  readonly first: string;
  readonly last: string;
};

/** A person and a step more than these are said to be more, so that nobody makes a report longer than it is read. */
export const mostAttempts = 500;

/**
 * The attempts that were refused in the period, by person, step and clause; where a filter names a client, a system or a
 * type, those on the changes it covers (`ids`) alone.
 */
export const readRefusedAttempts = (
  covered: Covered,
  ids: readonly number[],
  db: Database = appDb(),
): Promise<readonly RefusedAttempt[]> => rowsOf<RefusedAttempt>(db, refusedAttemptsQuery(covered, ids));

function refusedAttemptsQuery({ start, end, client, system, type }: Covered, ids: readonly number[]): SQL {
  const narrowed = client || system || type;
  const onCovered = narrowed
    ? sql`and r.subject_type = 'change' and r.subject_id = any (${`{${ids.join(",")}}`}::bigint[])`
    : sql``;
  return sql`
    select json_build_object('id', p.id, 'name', p.called) as person, r.step, r.clause, sum(r.times)::float8 as times,
      ${instant("min(r.minute)")} as first, ${instant("max(r.minute)")} as last
    from refusals r join people p on p.id = r.person_id
    where r.minute >= ${start}::timestamptz and r.minute < ${end}::timestamptz ${onCovered}
    group by p.id, r.step, r.clause order by p.name, p.id, r.step, r.clause limit ${mostAttempts + 1}`;
}
