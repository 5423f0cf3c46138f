import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { RecordType } from "@/lib/rules/record";
import { channels, exportedFiles } from "@/lib/rules/record";
import { touchesClient, touchesSystem } from "./list-changes";

const disclosures = strictRow({
  /** The `seq` of the redaction. */
  seq: z.int(),
  exports: listOf(
    strictRow({
      exported: z.enum(exportedFiles),
      by: z.string(),
      at: instant,
    }),
  ),
  alerts: listOf(
    strictRow({
      channel: z.enum(channels),
      to: z.string(),
      at: instant,
    }),
  ),
  feeds: listOf(
    strictRow({
      name: z.string(),
      by: z.string(),
    }),
  ),
  /** Whether the text came from a catalogue template: the values filled in are no free text and remain in the event. */
  filledIn: z.boolean(),
});

/** Where a text had been sent before it was redacted: exports, notices, and calendar feeds that could show it. */
export type Disclosures = z.infer<typeof disclosures>;

/** For each redaction on a change or an incident, where the text had been sent. */
export async function readDisclosures(
  recordType: RecordType & ("change" | "incident"),
  id: number,
): Promise<Disclosures[]> {
  const rows = await queryRows(appDb(), disclosuresQuery(recordType, id));
  return rows.map(({ sent }) => sent);
}

const disclosuresSql = typedSql({ sent: disclosures });

/** An export of a period contains the changes created in it. */
export const disclosuresQuery = (recordType: RecordType & ("change" | "incident"), id: number) =>
  disclosuresSql`
  select jsonb_build_object('seq', e.seq,
    'exports', (select coalesce(jsonb_agg(jsonb_build_object('exported', x.file_name, 'by', ${personName("p")}, 'at', ${isoInstant("x.at")}) order by x.at), '[]')
      from exports x join people p on p.id = x.person_id
      where x.at >= w.received_at and x.at < e.received_at and (x.change_id = c.id or x.change_id is null
        and (x.period_start is null or c.created_at >= x.period_start) and (x.period_end is null or c.created_at < x.period_end) and (x.type is null or x.type = c.type)
        and (x.system_id is null or ${touchesSystem(sql`x.system_id`)}) and (x.client_id is null or ${touchesClient(sql`x.client_id`)}))),
    'filledIn', e.subject_type = 'change' and c.entry_id is not null and t.field in ('what', 'rollbackPlan', 'verification'),
    'alerts', (select coalesce(jsonb_agg(jsonb_build_object('channel', d.channel, 'to', coalesce(${personName("p")}, d.sent_to), 'at', ${isoInstant("d.delivered_at")}) order by d.delivered_at, d.id), '[]')
      from deliveries d left join people p on p.id = d.person_id where d.delivered_at >= w.received_at and d.delivered_at < e.received_at
        and (d.webhook_id is null or t.field in ('title', 'what') and exists (select from webhooks h where h.id = d.webhook_id and h.template <> 'standard'))
        and (d.change_id = c.id or d.change_id is null and d.kind = 'findings_open' and exists (select from findings f
          where f.finding_text_id = t.id and f.incident_id = e.subject_id and (d.person_id is null or d.person_id = f.owner_id)))),
    'feeds', case when e.subject_type = 'change' and (t.field = 'title' or t.field = 'what' and (c.type = 'emergency' or c.title_text_id is null)) then (
      select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'by', ${personName("p")}) order by f.id), '[]') from feeds f join people p on p.id = f.person_id
      where not f.without_titles and f.created_at < e.received_at and (f.revoked_at is null or f.revoked_at > w.received_at)) else '[]' end) as sent
  from events e join texts t on t.id = (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint join events w on w.id = t.event_id
    join changes c on c.id = case e.subject_type when 'change' then e.subject_id else (select i.change_id from incidents i where i.id = e.subject_id) end
  where e.subject_type = ${recordType} and e.subject_id = ${id} and e.step = 'redact' order by e.seq`;
