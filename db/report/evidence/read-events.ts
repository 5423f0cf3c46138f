import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { listOf, strictRow } from "@/db/connection/row-schemas";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import type { EvidenceRecord } from "./read-records";

/** A free text of an event, or the mark of its redaction; the redaction refers to it by `id`. */
const evidenceText = z.union([
  strictRow({ id: z.int(), field: z.string(), place: z.int(), salt: z.string(), text: z.string() }),
  strictRow({ id: z.int(), field: z.string(), place: z.int(), redacted: z.literal(true) }),
]);

const eventRow = strictRow({
  id: z.int(),
  subject: z.string(),
  of: z.int(),
  canonical: z.string(),
  hash: z.string(),
  texts: listOf(evidenceText).optional(),
});
type EventRow = z.infer<typeof eventRow>;

/** An event in an evidence file, without its proof. */
export type EvidenceEvent = Pick<EventRow, "canonical" | "hash" | "texts"> & { readonly place: number };

/** The events of these records by `subject id`, in their order. */
export async function readEvents(
  db: Database,
  records: readonly Pick<EvidenceRecord, "subject" | "id">[],
): Promise<ReadonlyMap<string, readonly EvidenceEvent[]>> {
  return withLogIndex(await queryRows(db, eventsQuery(records)));
}

/** One event by its number. */
export async function readEvent(id: number): Promise<EvidenceEvent> {
  const [events = []] = (await withLogIndex(await queryRows(appDb(), eventQuery(id)))).values();
  const [event] = events;
  if (!event) throw new Error(`there is no event ${id}`);
  return event;
}

// Log indexes are read outside the snapshot, because an event may be sequenced after it was taken.
async function withLogIndex(rows: readonly { event: EventRow }[]): Promise<Map<string, EvidenceEvent[]>> {
  const indexRows = await queryRows(appDb(), logIndexQuery(rows.map(({ event }) => event.id)));
  const placeOf = new Map(indexRows[0]?.places);
  const events = new Map<string, EvidenceEvent[]>();
  for (const { event } of rows) {
    const { id, subject: recordType, of, canonical, hash, texts } = event;
    const logIndex = placeOf.get(id);
    if (logIndex === undefined) throw new Error(`event ${id} has no place in the log`);
    const record = events.get(`${recordType} ${of}`) ?? [];
    record.push({ place: logIndex, canonical, hash, ...(texts && { texts }) });
    events.set(`${recordType} ${of}`, record);
  }
  return events;
}

const eventJson = sql.raw(`json_strip_nulls(json_build_object('id', e.id, 'subject', e.subject_type, 'of', e.subject_id,
  'canonical', e.canonical, 'hash', encode(e.hash, 'hex'), 'texts', (
    select json_agg(json_build_object('id', t.id, 'field', t.field, 'place', t.position, 'salt', encode(t.salt, 'hex'), 'text', t.text,
      'redacted', case when t.text is null then true end) order by t.field, t.position)
    from texts t where t.event_id = e.id))) as event`);

const eventSql = typedSql({ event: eventRow });

/** The query of the events of some records. */
export const eventsQuery = (records: readonly Pick<EvidenceRecord, "subject" | "id">[]) =>
  eventSql`
  select ${eventJson} from unnest(${`{${records.map(({ subject: recordType }) => recordType).join(",")}}`}::text[], ${`{${records.map(({ id }) => id).join(",")}}`}::bigint[]) r (subject, id)
  cross join lateral (select * from events where subject_type = r.subject and subject_id = r.id order by seq offset 0) e`;

const eventQuery = (id: number) => eventSql`select ${eventJson} from events e where e.id = ${id}`;

const logIndexSql = typedSql({ places: listOf(z.tuple([z.int(), z.int()]).readonly()) });

/** The query of the places of some events. */
export const logIndexQuery = (ids: readonly number[]) =>
  logIndexSql`
  select coalesce(json_agg(json_build_array(l.event_id, l.log_index)), '[]') as places
  from ledger_entries l where l.event_id = any (${`{${ids.join(",")}}`}::bigint[])`;
