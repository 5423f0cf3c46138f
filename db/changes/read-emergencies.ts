import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { type Counted, type CountedPart, lastMonths } from "@/lib/changes/emergency-share";

/** Between which instants (ISO texts in UTC, half-open) changes were opened, and the zone whose months count (the site's). */
type Opened = { readonly start: string; readonly end: string; readonly zone: string };

/** The changes opened in that time counted by month and by client; a change on systems of two clients counts for both. */
export async function readEmergencies(opened: Opened): Promise<readonly CountedPart[]> {
  const rows = await rowsOf<{ part: CountedPart }>(appDb(), emergenciesQuery(opened));
  return rows.map(({ part }) => part);
}

/** The emergencies among the changes opened in the month of `now` (an ISO instant), as the clocks of `zone` (the site's) have it. */
export async function readEmergencyShare(now: string, zone: string): Promise<Pick<Counted, "emergencies" | "all">> {
  const [month] = lastMonths(now, zone, 1);
  if (!month) throw new Error("every instant has a month");
  const [row] = await rowsOf<{ share: Pick<Counted, "emergencies" | "all"> }>(appDb(), shareQuery(month));
  return row?.share ?? { emergencies: 0, all: 0 };
}

const within = ({ start, end }: Pick<Opened, "start" | "end">) =>
  sql`c.created_at >= ${start}::timestamptz and c.created_at < ${end}::timestamptz`;

/** The query of the share of emergencies in one month. */
export const shareQuery = (month: Pick<Opened, "start" | "end">): SQL => sql`
  select json_build_object('emergencies', count(*) filter (where c.type = 'emergency'), 'all', count(*)) as share
  from changes c where ${within(month)}`;

const counts = sql`'emergencies', count(*) filter (where is_emergency), 'all', count(*),
  'notJustified', count(*) filter (where not_justified), 'late', count(*) filter (where late)`;

// What is asked of each change is asked by its id: joined, all events and all systems of all time would be read.
/** The query of the counts by month and by client: an emergency is late while its five facts came, or are missing, after 24 hours. */
export const emergenciesQuery = ({ zone, ...opened }: Opened): SQL => sql`
  with opened as materialized (
    select c.id, to_char(c.created_at at time zone ${zone}, 'YYYY-MM') as month, c.type = 'emergency' as is_emergency,
      c.type = 'emergency' and coalesce(c.facts_complete_at, clock.now) > c.started_at + interval '24 hours' as late,
      c.type = 'emergency' and (select bool_or(e.canonical::jsonb -> 'data' ->> 'outcome' = 'not_justified') from events e
        where e.subject_type = 'change' and e.subject_id = c.id and e.step = 'review_after') is true as not_justified,
      array(select distinct s.client_id from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id) as clients
    from changes c, (select windlass_now() as now) clock where ${within(opened)})
  select jsonb_build_object('month', month, ${counts}) as part from opened group by month
  union all
  select jsonb_build_object('client', (select jsonb_build_object('id', k.id, 'name', k.name) from clients k where k.id = client), ${counts})
  from opened, unnest(case clients when '{}' then array[null::bigint] else clients end) client group by client`;
