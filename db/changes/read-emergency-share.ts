import { and, count, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { named, strictRow } from "@/db/connection/row-schemas";
import type { Database } from "@/db/connection/typed-sql";
import { queryRows, runQuery, typedSql } from "@/db/connection/typed-sql";
import { changes } from "@/db/schema/changes";
import { type EmergencyCounts, type EmergencyCountsRow, lastMonths } from "@/lib/changes/emergency-share";

/** A half-open period (ISO instants in UTC) of creation, and the zone by whose months it is counted (the site's). */
type OpeningPeriod = { readonly start: string; readonly end: string; readonly zone: string };

/** Counts the changes of a period by month and by client. A change on systems of two clients counts for both. */
export async function readEmergencyCounts(opened: OpeningPeriod): Promise<readonly EmergencyCountsRow[]> {
  const rows = await queryRows(appDb(), emergenciesQuery(opened));
  return rows.map(({ part }) => part);
}

/** The share of emergencies among the changes opened in the month of `now` (an ISO instant) in `zone` (the site's). */
export async function readEmergencyShare(
  now: string,
  zone: string,
): Promise<Pick<EmergencyCounts, "emergencies" | "all">> {
  const [month] = lastMonths(now, zone, 1);
  if (!month) throw new Error("every instant has a month");
  const [share] = await runQuery(() => shareQuery(month));
  return share ?? { emergencies: 0, all: 0 };
}

const isOpenedWithin = ({ start, end }: Pick<OpeningPeriod, "start" | "end">) =>
  sql`c.created_at >= ${start}::timestamptz and c.created_at < ${end}::timestamptz`;

/** The query of the share of emergencies in one month. */
export const shareQuery = ({ start, end }: Pick<OpeningPeriod, "start" | "end">, db: Database = appDb()) =>
  db
    .select({ emergencies: sql`count(*) filter (where ${changes.type} = 'emergency')`.mapWith(Number), all: count() })
    .from(changes)
    .where(and(sql`${changes.createdAt} >= ${start}::timestamptz`, sql`${changes.createdAt} < ${end}::timestamptz`));

const counts = sql`'emergencies', count(*) filter (where is_emergency), 'all', count(*),
  'notJustified', count(*) filter (where not_justified), 'late', count(*) filter (where late)`;

const counted = { emergencies: z.int(), all: z.int(), notJustified: z.int(), late: z.int() };
const countedPart = z.union([
  strictRow({ month: z.string(), ...counted }),
  strictRow({ client: named.nullable(), ...counted }),
]);
const partSql = typedSql({ part: countedPart });

// Correlated subqueries on purpose: with joins Postgres would read all events and systems of all time.
/** The query of the counts by month and by client: an emergency is late while its five facts came, or are missing, after 24 hours. */
export const emergenciesQuery = ({ zone, ...opened }: OpeningPeriod) =>
  partSql`
  with opened as materialized (
    select c.id, to_char(c.created_at at time zone ${zone}, 'YYYY-MM') as month, c.type = 'emergency' as is_emergency,
      c.type = 'emergency' and coalesce(c.facts_complete_at, clock.now) > c.started_at + interval '24 hours' as late,
      c.type = 'emergency' and (select bool_or(e.canonical::jsonb -> 'data' ->> 'outcome' = 'not_justified') from events e
        where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'review_after') is true as not_justified,
      array(select distinct s.client_id from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id) as clients
    from changes c, (select windlass_now() as now) clock where ${isOpenedWithin(opened)})
  select jsonb_build_object('month', month, ${counts}) as part from opened group by month
  union all
  select jsonb_build_object('client', (select jsonb_build_object('id', k.id, 'name', k.name) from clients k where k.id = client), ${counts})
  from opened, unnest(case clients when '{}' then array[null::bigint] else clients end) client group by client`;
