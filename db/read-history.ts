import { type SQL, sql } from "drizzle-orm";
import type { Status, SubjectType } from "../lib/record";
import type { Redaction, WrittenText } from "../lib/redaction";
import type { Step } from "../lib/rules";
import { appDb } from "./client";
import { rowsOf } from "./rows";

/** One event as its page tells it. `data` holds what was posted beside free text; `texts` the free text by field. */
export type HistoryEvent = {
  readonly seq: number;
  readonly step: Step;
  readonly person: { readonly id: number; readonly name: string };
  readonly at: string;
  readonly from: Status | null;
  readonly to: Status;
  readonly revision: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
  /** Those of its texts that were redacted: they are null in `texts`. */
  readonly redactions: Readonly<Record<string, Redaction>>;
  /** The text that this event redacted. */
  readonly redacted: WrittenText | null;
  readonly loaded: boolean;
};

/** The newest `most` events of a record, oldest first. */
export async function readHistory(kind: SubjectType, id: number, most = 200): Promise<HistoryEvent[]> {
  const rows = await rowsOf<{ event: HistoryEvent }>(appDb(), historyQuery(kind, id, most));
  return rows.map((row) => row.event);
}

// The findings of an investigation are several texts of one field.
const named = sql`t.field || case when t.place > 0 then '.' || t.place else '' end`;

/** The query of a record's history. */
export const historyQuery = (
  kind: SubjectType,
  id: number,
  most: number,
): SQL => sql`select jsonb_build_object('seq', e.seq, 'step', e.step, 'person', jsonb_build_object('id', p.id, 'name', p.name), 'at', utc(e.received_at),
        'from', e.from_status, 'to', e.to_status, 'revision', e.revision, 'loaded', e.loaded, 'data', e.canonical::jsonb -> 'data',
        'texts', (select coalesce(jsonb_object_agg(${named}, t.text), '{}') from texts t where t.event_id = e.id),
        'redactions', (select coalesce(jsonb_object_agg(${named}, jsonb_build_object('by', l.name, 'at', utc(r.received_at))), '{}')
          from texts t join events r on r.id = t.redacted_by join people l on l.id = r.person_id where t.event_id = e.id),
        'redacted', case when e.step = 'redact' then (select jsonb_build_object('field', t.field, 'step', w.step, 'by', a.name, 'at', utc(w.received_at))
          from texts t join events w on w.id = t.event_id join people a on a.id = w.person_id
          where t.id = (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint) end) as event
      from (select * from events where subject_type = ${kind} and subject_id = ${id} order by seq desc limit ${most}) e
      join people p on p.id = e.person_id order by e.seq`;
