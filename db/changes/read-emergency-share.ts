import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { named, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { EmergencyCountsRow } from "@/lib/changes/emergency-share";

/** A half-open period (ISO instants in UTC) of creation, and the zone by whose months it is counted (the site's). */
type OpeningPeriod = { readonly start: string; readonly end: string; readonly zone: string };

/** Counts the changes of a period by month and by client. A change on systems of two clients counts for both. */
export async function readEmergencyCounts(opened: OpeningPeriod): Promise<readonly EmergencyCountsRow[]> {
  const rows = await queryRows(appDb(), emergenciesQuery(opened));
  return rows.map(({ part }) => part);
}

/** Of the changes opened in a month, how many are emergencies. */
export const emergencyShare = strictRow({ emergencies: z.int(), all: z.int() });

/** The query of that share, as JSON. */
export const emergencyShareIn = ({ start, end }: Pick<OpeningPeriod, "start" | "end">): SQL =>
  sql`(select json_build_object('emergencies', count(*) filter (where c.type = 'emergency'), 'all', count(*))
    from changes c where c.created_at >= ${start}::timestamptz and c.created_at < ${end}::timestamptz)`;

const counts = sql`'emergencies', count(*) filter (where is_emergency), 'all', count(*),
  'notJustified', count(*) filter (where not_justified), 'late', count(*) filter (where late)`;

const counted = { emergencies: z.int(), all: z.int(), notJustified: z.int(), late: z.int() };
const countedPart = z.union([
  strictRow({ month: z.string(), ...counted }),
  strictRow({ client: named.nullable(), ...counted }),
]);
const partSql = typedSql({ part: countedPart });

// Months are by the site's days, so they are truncated for each change and written once a group.
/** The query of the counts by month and by client: an emergency is late while its five facts came, or are missing, after 24 hours. */
export const emergenciesQuery = ({ start, end, zone }: OpeningPeriod) =>
  partSql`
  with clock as materialized (select windlass_now() as now),
    opened as materialized (
      select c.id, date_trunc('month', c.created_at at time zone ${zone}) as month, c.type = 'emergency' as is_emergency
      from changes c where c.created_at >= ${start}::timestamptz and c.created_at < ${end}::timestamptz),
    emergencies as (
      select c.id, coalesce(c.facts_complete_at, clock.now) > c.started_at + interval '24 hours' as late,
        exists (select from events e where e.step = 'review_after' and e.subject_id = c.id and e.subject_type = 'change'
          and e.canonical::jsonb -> 'data' ->> 'outcome' = 'not_justified') as not_justified
      from clock, opened o cross join lateral (select * from changes c where c.id = o.id) c where o.is_emergency),
    judged as materialized (
      select o.id, o.month, o.is_emergency, coalesce(e.late, false) as late, coalesce(e.not_justified, false) as not_justified
      from opened o left join emergencies e on e.id = o.id),
    touched as (
      select distinct t.change_id, s.client_id from change_systems t join systems s on s.id = t.system_id
      where t.change_id between (select min(id) from opened) and (select max(id) from opened))
  select json_build_object('month', to_char(month, 'YYYY-MM'), ${counts}) as part from judged group by month
  union all
  select json_build_object('client', (select json_build_object('id', k.id, 'name', k.name) from clients k where k.id = client_id), ${counts})
  from judged left join touched on touched.change_id = judged.id group by client_id`;
