import { sql } from "drizzle-orm";
import { z } from "zod";
import { emergencyShare, emergencyShareIn } from "@/db/changes/read-emergency-share";
import { appDb } from "@/db/connection/client";
import { personName, systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { haltRecord } from "@/db/halts/read-halts";
import { channelHealth, channelHealthOf } from "@/db/notices/delivery-columns";
import { countCap } from "@/lib/notices/lead-alerts";
import { failureAlert } from "@/lib/notices/notices";

const maxPerKind = 25;

const upcomingFreeze = strictRow({
  id: z.int(),
  name: z.string(),
  /** The client or the system that it covers; null for all systems. */
  covered: z.string().nullable(),
  from: instant,
  until: instant,
});

/** A freeze that is in force or begins within a week, with its first span that is not over. */
export type UpcomingFreeze = z.infer<typeof upcomingFreeze>;

const ownFinding = strictRow({
  id: z.int(),
  incident: z.string(),
  finding: z.string().nullable(),
  due: z.string(),
});

/** A finding that its owner has not answered yet. `due` is `YYYY-MM-DD`. */
export type OwnFinding = z.infer<typeof ownFinding>;

/** The most changes with notes that the front page shows, the newest note of each, among so many; whoever has more reads these first. */
const maxNotes = 10;
const maxUnseenNotes = 50;

const noteForReader = strictRow({
  event: z.int(),
  change: z.string(),
  changeId: z.int(),
  by: z.string(),
  at: instant,
  /** How it begins; null where it was redacted. */
  note: z.string().nullable(),
});

/** A note that names the reader, in a change that they have not opened since. */
export type NoteForReader = z.infer<typeof noteForReader>;

/** An active delegation of an operations lead's authority. */
const activeDelegation = strictRow({
  delegate: z.string(),
  delegator: z.string(),
  until: instant,
});

const activeHalt = haltRecord
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

const notices = strictRow({
  channels: strictRow({ slack: channelHealth, email: channelHealth }),
  /** The deliveries of the last two weeks that failed permanently. */
  givenUp: z.int(),
  /** The failure alerts that were neither delivered nor attested. */
  undeliveredAlerts: z.int(),
  now: instant,
  freezes: listOf(upcomingFreeze),
  findings: listOf(ownFinding),
  notes: listOf(noteForReader),
  /** At most 20 active deploy halts, newest first. */
  halts: listOf(activeHalt),
  delegations: listOf(activeDelegation),
  /** The account pairs that a lead has to decide. */
  resembling: z.int(),
  share: emergencyShare.nullable(),
});

/** The alerts of the front page, besides what waits: the same events that are sent by Slack and e-mail. */
type Notices = z.infer<typeof notices>;

export type ActiveHalt = z.infer<typeof activeHalt>;

const recentPeriod = "14 days";

/** The notices of that person; with the share of emergencies in a month (ISO instants in UTC) where one is given. */
export async function readNotices(person: number, month: Month | null): Promise<Notices> {
  const [row] = await queryRows(appDb(), noticesQuery(person, month));
  if (!row) throw new Error("The notices could not be read.");
  return row.notices;
}

type Month = { readonly start: string; readonly end: string };

const noticesSql = typedSql({ notices });

/** The query of a person's notices. */
export const noticesQuery = (person: number, month: Month | null) =>
  noticesSql`select json_build_object('now', ${isoInstant("clock.now")}, 'share', ${month ? emergencyShareIn(month) : sql`null::json`},
    'freezes', (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'from', ${isoInstant("lower(n.during)")}, 'until', ${isoInstant("upper(n.during)")},
        'covered', coalesce((select k.name from clients k where k.id = f.client_id), (select ${systemName("y")} from systems y where y.id = f.system_id))) order by n.during, f.id), '[]')
      from (select * from (select distinct on (s.freeze_id) s.freeze_id, s.during from freeze_spans s where s.during && tstzrange(clock.now, clock.now + interval '7 days')
        order by s.freeze_id, s.during) first order by during, freeze_id limit ${maxPerKind}) n join freezes f on f.id = n.freeze_id),
    'findings', (select coalesce(json_agg(json_build_object('id', g.id, 'incident', 'INC-' || g.incident_id, 'finding', ${textBody("g.finding_text_id")}, 'due', g.due_on) order by g.due_on, g.id), '[]')
      from (select * from findings where owner_id = ${person} and answered_at is null order by due_on, id limit ${maxPerKind}) g),
    'notes', (select coalesce(json_agg(json_build_object('event', n.event_id, 'change', 'CHG-' || n.change_id, 'changeId', n.change_id, 'by', ${personName("p")}, 'at', ${isoInstant("n.at")},
        'note', (select left(t.text, 200) from texts t where t.event_id = n.event_id and t.field = 'comment')) order by n.event_id desc), '[]')
      from (select * from (select distinct on (change_id) * from (select * from mentions where person_id = ${person} and seen_at is null
          order by event_id desc limit ${maxUnseenNotes}) newest order by change_id, event_id desc) of_changes order by event_id desc limit ${maxNotes}) n
      join events e on e.id = n.event_id join people p on p.id = e.person_id),
    'halts', (select coalesce(json_agg(json_build_object('id', h.id, 'client', (select k.name from clients k where k.id = h.client_id), 'application', h.application,
        'environment', h.environment, 'reason', ${textBody("h.reason_text_id")}, 'placedAt', ${isoInstant("h.placed_at")}) order by h.id desc), '[]')
      from (select * from halts where lifted_at is null order by id desc limit 20) h),
    'delegations', (select coalesce(json_agg(json_build_object('delegate', ${personName("p")}, 'delegator', ${personName("l")}, 'until', ${isoInstant("d.until")}) order by d.until, d.id), '[]')
      from (select * from active_delegations(clock.now) limit ${maxPerKind}) d join people p on p.id = d.delegate_id join people l on l.id = d.placed_by),
    'resembling', (select count(*) from (select from account_pairs where verdict is null limit ${countCap}) a),
    'channels', json_build_object('slack', ${channelHealthOf("slack")}, 'email', ${channelHealthOf("email")}),
    'givenUp', (select count(*) from (select from deliveries where status = 'given_up' and webhook_id is null and queued_at > clock.now - ${recentPeriod}::interval limit ${countCap}) d),
    'undeliveredAlerts', (select count(*) from (select from deliveries where status in ('queued', 'given_up') and webhook_id is null and kind = ${failureAlert} and channel = 'slack' and attestation_event_id is null limit ${countCap}) d)) as notices
  from (select windlass_now() as now) clock`;
