import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, named, shapeOf, status, step, strictRow } from "@/db/connection/row-schemas";
import { constantSql, queryRows, typedSql } from "@/db/connection/typed-sql";
import { tokenName } from "@/db/people/token-name";
import type { RecordType } from "@/lib/rules/record";
import { redaction } from "./display-title";

const historyEvent = strictRow({
  seq: z.int(),
  step,
  person: named,
  at: instant,
  from: status.nullable(),
  to: status,
  revision: z.int(),
  data: z.record(z.string(), z.unknown()).readonly(),
  texts: z.record(z.string(), z.string().nullable()).readonly(),
  /** Its redacted texts: they are null in `texts`. */
  redactions: z.record(z.string(), redaction).readonly(),
  /** The text that this event redacted. */
  redacted: strictRow({ field: z.string(), step, by: z.string(), at: instant }).nullable(),
  /** The owner of the incident or system that it assigned. */
  owner: z.string().nullable(),
  /** The lead under whose delegation it was taken. */
  delegator: z.string().nullable(),
  /** The token by which a machine took it, named after its service account where it is of one. */
  token: z.string().nullable(),
  loaded: z.boolean(),
  /** The ids of its files by their place; those of redacted ones too. */
  files: z.array(z.int()).readonly(),
});

/** One event of a history. `data` holds the input without free text; `texts` the free text by field. */
export type HistoryEvent = z.infer<typeof historyEvent>;

/** The newest `most` events of a record, oldest first. */
export async function readHistory(recordType: RecordType, id: number, most = 200): Promise<HistoryEvent[]> {
  const rows = await queryRows(appDb(), historyQuery(recordType, id, most));
  return rows.map((row) => row.event);
}

// The findings of an investigation are several texts of one field.
const textFieldName = sql`t.field || case when t.position > 0 then '.' || t.position else '' end`;

/** The JSON of an event `e` by the person `p`. */
const eventJson =
  constantSql(sql`'seq', e.seq, 'step', e.step, 'person', jsonb_build_object('id', p.id, 'name', ${personName("p")}), 'at', ${isoInstant("e.received_at")},
        'from', e.from_status, 'to', e.to_status, 'revision', e.revision, 'loaded', e.loaded, 'data', e.canonical::jsonb -> 'data',
        'texts', (select coalesce(jsonb_object_agg(${textFieldName}, t.text), '{}') from texts t where t.event_id = e.id),
        'redactions', (select coalesce(jsonb_object_agg(${textFieldName}, jsonb_build_object('by', ${personName("l")}, 'at', ${isoInstant("r.received_at")})), '{}')
          from texts t join events r on r.id = t.redaction_event_id join people l on l.id = r.person_id where t.event_id = e.id),
        'redacted', case when e.step = 'redact' then (select jsonb_build_object('field', t.field, 'step', w.step, 'by', ${personName("a")}, 'at', ${isoInstant("w.received_at")})
          from texts t join events w on w.id = t.event_id join people a on a.id = w.person_id
          where t.id = (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint) end,
        'files', (select coalesce(jsonb_agg(t.id order by t.position), '[]') from texts t where t.event_id = e.id and t.field = 'attachments'),
        'owner', case when e.step in ('assign', 'register', 'amend_system') then (select ${personName("o")} from people o where o.id = (e.canonical::jsonb -> 'data' ->> 'owner')::bigint) end,
        'delegator', (select ${personName("l")} from delegations d join people l on l.id = d.placed_by where d.id = (e.canonical::jsonb ->> 'delegation')::bigint),
        'token', ${tokenName}`);

const historySql = typedSql({ event: historyEvent });

/** The query of a record's history. */
export const historyQuery = (recordType: RecordType, id: number, most: number) =>
  historySql`select json_build_object(${eventJson}) as event
      from (select * from events where subject_type = ${recordType} and subject_id = ${id} order by seq desc limit ${most}) e
      join people p on p.id = e.person_id order by e.seq`;

const timelineEvent = strictRow({ ...shapeOf(historyEvent), of: z.enum(["incident", "change"]) });

/** An event of an incident, or of its change since the failure. */
export type TimelineEvent = z.infer<typeof timelineEvent>;

/** The newest `most` events of an incident and of its change from the failure to the next one, oldest first. */
export async function readTimeline(incident: number, most = 300): Promise<TimelineEvent[]> {
  const rows = await queryRows(appDb(), timelineQuery(incident, most));
  return rows.map((row) => row.event);
}

const timelineSql = typedSql({ event: timelineEvent });

// The cause of an incident's first event is the failure of its change.
export const timelineQuery = (incident: number, most: number) =>
  timelineSql`
      with failure as (select f.subject_id, f.seq, (select min(n.seq) from events n
            where n.subject_type = 'change' and n.subject_id = f.subject_id and n.seq > f.seq and n.step = 'fail') as next
          from events o join events f on f.id = o.cause_id where o.subject_type = 'incident' and o.subject_id = ${incident} and o.seq = 1)
      select jsonb_build_object('of', e.subject_type) || jsonb_build_object(${eventJson}) as event
      from (select * from (
          select c.* from failure f join events c on c.subject_type = 'change' and c.subject_id = f.subject_id and c.seq >= f.seq
            and (f.next is null or c.seq < f.next)
          union all
          select i.* from events i where i.subject_type = 'incident' and i.subject_id = ${incident}) both_told
        order by received_at desc, id desc limit ${most}) e
      join people p on p.id = e.person_id order by e.received_at, e.id`;
