import { sql } from "drizzle-orm";
import { z } from "zod";
import { listedChange, listedColumns } from "@/db/changes/list-changes";
import { appDb } from "@/db/connection/client";
import { actsOfRecord, columnsOf, factsOfRecord, instant, list, record } from "@/db/connection/row";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { haltRecord } from "@/db/halts/read-halts";
import { incidentColumns, type ListedIncident, listedIncident } from "@/db/incidents/list-incidents";
import { channelNow, channelSaid } from "@/db/notices/alert-columns";
import { mostNews } from "@/lib/notices/lead-lines";
import { failureAlert } from "@/lib/notices/notices";
import { type ChangeStatus, openStatuses } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";

const waitingChange = record({ ...columnsOf(listedChange), acts: actsOfRecord, facts: factsOfRecord, since: instant });
type WaitingChange = z.infer<typeof waitingChange>;

const facts = [
  "facts_written",
  "entry_live",
  "entry_routine",
  "reversible",
  "window_open",
  "approval_fresh",
  "not_frozen",
  "system_idle",
  "system_registered",
  "incident_closed",
  "alert_delivered",
];
const each = 25;

/** The open changes, at most 25 for each status, oldest first, with what decides who can take the next step; and the current time. */
export async function readWaiting(): Promise<{ changes: WaitingChange[]; now: string }> {
  const rows = await rowsOf(appDb(), waitingQuery);
  return { changes: rows.map((row) => row.change), now: rows[0]?.now ?? "" };
}

/** The incidents that are not closed, the oldest first, at most 25. */
export async function readOpenIncidents(): Promise<ListedIncident[]> {
  const rows = await rowsOf(appDb(), openIncidentsQuery);
  return rows.map((row) => row.incident);
}

const comingFreeze = record({
  id: z.int(),
  name: z.string(),
  /** The client or the system that it covers; null for all systems. */
  covered: z.string().nullable(),
  from: instant,
  until: instant,
});

/** A freeze that is in force or begins within a week, with its first span that is not over. */
export type ComingFreeze = z.infer<typeof comingFreeze>;

const ownFinding = record({
  id: z.int(),
  incident: z.string(),
  finding: z.string().nullable(),
  due: z.string(),
});

/** A finding that its owner has not answered yet. `due` is `YYYY-MM-DD`. */
export type OwnFinding = z.infer<typeof ownFinding>;

/** An active delegation of an operations lead's authority. */
const runningDelegation = record({
  delegate: z.string(),
  lender: z.string(),
  until: instant,
});

const standingHalt = haltRecord
  .unwrap()
  .pick({
    id: true,
    client: true,
    application: true,
    environment: true,
    reason: true,
    placedAt: true,
  })
  .readonly();

const notices = record({
  channels: record({ slack: channelSaid, email: channelSaid }),
  /** The deliveries of the last two weeks that failed permanently. */
  givenUp: z.int(),
  /** The failure alerts that were neither delivered nor attested. */
  untold: z.int(),
  now: instant,
  freezes: list(comingFreeze),
  findings: list(ownFinding),
  /** At most 20 active deploy halts, newest first. */
  halts: list(standingHalt),
  delegations: list(runningDelegation),
  /** The account pairs that a lead has to decide. */
  resembling: z.int(),
});

/** The alerts of the front page, besides what waits: the same events that are sent by Slack and e-mail. */
type Notices = z.infer<typeof notices>;

export type StandingHalt = z.infer<typeof standingHalt>;

const recent = "14 days";

/** The notices of that person. */
export async function readNotices(person: number): Promise<Notices> {
  const [row] = await rowsOf(appDb(), noticesQuery(person));
  if (!row) throw new Error("The notices could not be read.");
  return row.notices;
}

// For each status only the preconditions of the steps that leave it, because each of them costs a query.
const wanted = sql.raw(openStatuses.map((status) => `('${status}', array[${factsIn(status)}]::text[])`).join(", "));

function factsIn(status: ChangeStatus): string {
  const leaving = rulesOf("change").filter(({ from }) => from !== "new" && from !== "any" && from.includes(status));
  const asked = leaving.flatMap(({ needs = [], by }) => [...needs, ...by.map((way) => way.when)]);
  return facts.flatMap((fact) => (asked.some((need) => need === fact) ? [`'${fact}'`] : [])).join(",");
}

const waitingSql = sqlWith({ change: waitingChange, now: instant });

/** The query of the open changes. */
export const waitingQuery = waitingSql`select jsonb_build_object(${listedColumns}, 'since', utc(c.last_event_at), 'acts', change_acts(c.id, c.revision),
        'facts', change_facts(c, s.wanted, null, clock.now)) as change, utc(clock.now) as now
      from (select windlass_now() as now) clock, (values ${wanted}) s (status, wanted)
      cross join lateral (select * from changes where status = s.status order by id limit ${each}) c`;

const openIncidentSql = sqlWith({ incident: listedIncident });

/** The query of the open incidents. */
export const openIncidentsQuery = openIncidentSql`select jsonb_build_object(${incidentColumns}) as incident
      from incidents i join changes c on c.id = i.change_id where i.status <> 'closed' order by i.id limit ${each}`;

const noticesSql = sqlWith({ notices });

/** The query of a person's notices. */
export const noticesQuery = (person: number) =>
  noticesSql`select jsonb_build_object('now', utc(clock.now),
    'freezes', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'from', utc(lower(n.during)), 'until', utc(upper(n.during)),
        'covered', coalesce((select k.name from clients k where k.id = f.client_id), (select y.called from systems y where y.id = f.system_id))) order by n.during, f.id), '[]')
      from (select * from (select distinct on (s.freeze_id) s.freeze_id, s.during from freeze_spans s where s.during && tstzrange(clock.now, clock.now + interval '7 days')
        order by s.freeze_id, s.during) first order by during, freeze_id limit ${each}) n join freezes f on f.id = n.freeze_id),
    'findings', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'incident', 'INC-' || g.incident_id, 'finding', text_of(g.finding_text), 'due', g.due_on) order by g.due_on, g.id), '[]')
      from (select * from findings where owner_id = ${person} and answered_at is null order by due_on, id limit ${each}) g),
    'halts', (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'client', (select k.name from clients k where k.id = h.client_id), 'application', h.application,
        'environment', h.environment, 'reason', text_of(h.reason_text), 'placedAt', utc(h.placed_at)) order by h.id desc), '[]')
      from (select * from halts where lifted_at is null order by id desc limit 20) h),
    'delegations', (select coalesce(jsonb_agg(jsonb_build_object('delegate', p.called, 'lender', l.called, 'until', utc(d.until)) order by d.until, d.id), '[]')
      from (select * from delegations_at(clock.now) limit ${each}) d join people p on p.id = d.delegate_id join people l on l.id = d.placed_by),
    'resembling', (select count(*) from (select from account_pairs where verdict is null limit ${mostNews}) a),
    'channels', jsonb_build_object('slack', ${channelNow("slack")}, 'email', ${channelNow("email")}),
    'givenUp', (select count(*) from (select from deliveries where status = 'given_up' and queued_at > clock.now - ${recent}::interval limit ${mostNews}) d),
    'untold', (select count(*) from (select from deliveries where status in ('queued', 'given_up') and kind = ${failureAlert} and channel = 'slack' and attested_by is null limit ${mostNews}) d)) as notices
  from (select windlass_now() as now) clock`;
