import { and, eq, exists, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, runQuery, typedSql } from "@/db/connection/typed-sql";
import { rosters } from "@/db/schema/on-call";
import { people, personRoles } from "@/db/schema/people";
import type { Colleague } from "@/lib/on-call/roster-file/people";
import { rosterStatuses, tiers } from "@/lib/rules/record";

const onCall = strictRow({
  tier: z.enum(tiers),
  id: z.int(),
  name: z.string(),
  until: instant,
});

export type OnCall = z.infer<typeof onCall>;

const onCallSpan = strictRow({
  from: instant,
  until: instant,
  onCall: listOf(onCall),
});

/** A span in which the same people are on call. */
export type OnCallSpan = z.infer<typeof onCallSpan>;

const rosterRecord = strictRow({
  id: z.int(),
  name: z.string(),
  status: z.enum(rosterStatuses),
  stepSeq: z.int(),
  placedBy: z.string(),
  placedAt: instant,
  /** Its remaining shifts, and their full span; null where there are none. */
  shifts: z.int(),
  whole: z.tuple([instant, instant]).readonly().nullable(),
  people: listOf(z.string()),
  withdrawn: strictRow({
    by: z.string(),
    at: instant,
    reason: z.string().nullable(),
  }).nullable(),
});

/** Shifts that were placed together, or a take-over, as the page shows them. Instants are ISO in UTC. */
export type RosterRecord = z.infer<typeof rosterRecord>;

const upcomingShifts = strictRow({
  now: instant,
  /** Where the weeks shown end. */
  until: instant,
  spans: listOf(onCallSpan),
  /** The gaps in which nobody is the primary. */
  gaps: listOf(z.tuple([instant, instant]).readonly()),
});

export type UpcomingShifts = z.infer<typeof upcomingShifts>;

const rostersPerPage = 20;

/** Who is on call now and in the next `weeks` weeks; its first span begins now. */
export async function readUpcomingShifts(weeks: number): Promise<UpcomingShifts> {
  const [row] = await queryRows(appDb(), upcomingQuery(weeks));
  return row?.ahead ?? { now: "", until: "", spans: [], gaps: [] };
}

/** One page of rosters, newest first, older than `before`. */
export async function readRosters(before?: number): Promise<{ rosters: readonly RosterRecord[]; more: boolean }> {
  const rows = await queryRows(appDb(), rostersQuery(before));
  return { rosters: rows.slice(0, rostersPerPage).map(({ roster }) => roster), more: rows.length > rostersPerPage };
}

/** What judging a step on the roster needs; null when there is none of that id. */
export async function readRoster(id: number): Promise<Pick<RosterRecord, "id" | "name" | "status" | "stepSeq"> | null> {
  const { name, status, stepSeq } = rosters;
  const [head] = await runQuery(() =>
    appDb().select({ id: rosters.id, name, status, stepSeq }).from(rosters).where(eq(rosters.id, id)),
  );
  return head ?? null;
}

/** Everybody who holds a role, with the e-mail address by which a calendar file may name them. */
export const readColleagues = (): Promise<Colleague[]> =>
  runQuery(() => {
    const roles = appDb().select().from(personRoles).where(eq(personRoles.personId, people.id));
    return appDb()
      .select({ id: people.id, name: people.name, email: people.email })
      .from(people)
      .where(and(isNull(people.deactivatedAt), exists(roles)))
      .orderBy(people.name, people.id)
      .limit(500);
  });

const onCallJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('tier', o.tier, 'id', p.id, 'name', ${personName("p")}, 'until', ${isoInstant("o.until")}) order by o.tier, p.name, p.id), '[]')
  from on_call_at(e.at) o join people p on p.id = o.person_id)`;

const upcomingSql = typedSql({ ahead: upcomingShifts });

/** Who is on call changes only where a shift begins or ends, so it is asked at these instants alone. */
export const upcomingQuery = (weeks: number) =>
  upcomingSql`
  with clock as materialized (select windlass_now() as now, windlass_now() + make_interval(weeks => ${weeks}) as until),
    near as materialized (select s.during from shifts s, clock where s.during && tstzrange(clock.now, clock.until)),
    edges as (select clock.now as at from clock union select lower(during) from near union select upper(during) from near),
    spans as (select e.at, lead(e.at, 1, clock.until) over (order by e.at) as ends from edges e, clock where e.at >= clock.now and e.at < clock.until)
  select jsonb_build_object('now', ${isoInstant("clock.now")}, 'until', ${isoInstant("clock.until")},
    'spans', (select coalesce(jsonb_agg(jsonb_build_object('from', ${isoInstant("e.at")}, 'until', ${isoInstant("e.ends")}, 'onCall', ${onCallJson}) order by e.at), '[]') from spans e),
    'gaps', (select coalesce(jsonb_agg(jsonb_build_array(${isoInstant("g.starts")}, ${isoInstant("g.ends")}) order by g.starts), '[]') from uncovered_times(clock.now, clock.until) g)) as ahead
  from clock`;

const rosterSql = typedSql({ roster: rosterRecord });

/** The query of what was placed. */
export const rostersQuery = (before?: number) =>
  rosterSql`
  select jsonb_build_object('id', r.id, 'name', r.name, 'status', r.status, 'stepSeq', r.step_seq, 'placedBy', ${personName("p")}, 'placedAt', ${isoInstant("r.placed_at")},
    'shifts', (select count(*) from shifts s where s.roster_id = r.id),
    'whole', (select jsonb_build_array(${isoInstant("min(lower(s.during))")}, ${isoInstant("max(upper(s.during))")}) from shifts s where s.roster_id = r.id having count(*) > 0),
    'people', (select coalesce(jsonb_agg(distinct ${personName("w")}), '[]') from shifts s join people w on w.id = s.person_id where s.roster_id = r.id),
    'withdrawn', case when r.withdrawn_at is not null then (select jsonb_build_object('by', ${personName("w")}, 'at', ${isoInstant("r.withdrawn_at")}, 'reason', t.text)
      from events e join people w on w.id = e.person_id left join texts t on t.event_id = e.id and t.field = 'reason' where e.id = r.last_event_id) end) as roster
  from rosters r join people p on p.id = r.placed_by
  where ${before === undefined ? sql`true` : sql`r.id < ${before}`} order by r.id desc limit ${rostersPerPage + 1}`;
