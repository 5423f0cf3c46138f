import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName, systemName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, named, status, step, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { noticeChoice } from "@/lib/notices/notices";
import { recordTypes } from "@/lib/rules/record";

const ledgerEntry = strictRow({
  place: z.int(),
  subject: z.enum(recordTypes),
  id: z.int(),
  /** The number or name by which people know the record. */
  name: z.string(),
  seq: z.int(),
  step,
  person: named,
  at: instant,
  to: status,
  revision: z.int(),
  data: z.record(z.string(), z.unknown()).readonly(),
  hash: z.string(),
});

/** An event with its log index, as the ledger's page shows it. `hash` is in hex. */
export type LedgerEntry = z.infer<typeof ledgerEntry>;

export const entriesPerPage = 50;

/** One page of the ledger, newest first, of log indexes below `before`. */
export async function readLedgerEntries(before?: number): Promise<{ events: readonly LedgerEntry[]; more: boolean }> {
  const rows = await queryRows(appDb(), ledgerEntriesQuery(before));
  return { events: rows.slice(0, entriesPerPage).map(withDisplayName), more: rows.length > entriesPerPage };
}

// A delivery is named by the label of its kind, which SQL does not know.
const withDisplayName = ({ event }: { event: LedgerEntry }): LedgerEntry =>
  event.subject === "delivery" ? { ...event, name: noticeChoice(event.name).label } : event;

const ledgerSql = typedSql({ event: ledgerEntry });

/** The query of a page of the log. */
export const ledgerEntriesQuery = (before?: number) =>
  ledgerSql`
  select jsonb_build_object('place', l.log_index, 'subject', e.subject_type, 'id', e.subject_id, 'seq', e.seq, 'step', e.step,
    'name', case e.subject_type when 'change' then 'CHG-' || e.subject_id when 'incident' then 'INC-' || e.subject_id
      when 'system' then (select ${systemName("y")} from systems y where y.id = e.subject_id) when 'freeze' then (select f.name from freezes f where f.id = e.subject_id)
      when 'entry' then coalesce((select ${textBody("n.title_text_id")} from entries n where n.id = e.subject_id), 'entry ' || e.subject_id)
      when 'delivery' then (select d.kind from deliveries d where d.id = e.subject_id) when 'roster' then (select r.name from rosters r where r.id = e.subject_id)
      else (select ${personName("o")} from people o where o.id = e.subject_id) end,
    'person', jsonb_build_object('id', p.id, 'name', ${personName("p")}), 'at', ${isoInstant("e.received_at")}, 'to', e.to_status, 'revision', e.revision,
    'data', coalesce(e.canonical::jsonb -> 'data', '{}'), 'hash', encode(e.hash, 'hex')) as event
  from (select log_index, event_id from ledger_entries where ${before === undefined ? sql`true` : sql`log_index < ${before}`} order by log_index desc limit ${entriesPerPage + 1}) l
  join events e on e.id = l.event_id join people p on p.id = e.person_id order by l.log_index desc`;
