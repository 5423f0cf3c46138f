import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { Channel, ExportedFile, SubjectType } from "@/lib/rules/record";
import { ofClient, ofSystem } from "./list-changes";

/** Where a text had gone before it was redacted: files, alerts and notices, and personal feeds that could show it. */
export type Sent = {
  /** The number of the event that redacted it. */
  readonly seq: number;
  readonly exports: readonly { readonly exported: ExportedFile; readonly by: string; readonly at: string }[];
  readonly alerts: readonly { readonly channel: Channel; readonly to: string; readonly at: string }[];
  readonly feeds: readonly { readonly name: string; readonly by: string }[];
  /** Whether the text was made of a catalogue entry and what was filled in: those values are no free text, and stay in the event. */
  readonly filledIn: boolean;
};

/** For each redaction on a change or an incident, where the text had been sent while it stood. */
export async function readSent(kind: SubjectType & ("change" | "incident"), id: number): Promise<Sent[]> {
  const rows = await rowsOf<{ sent: Sent }>(appDb(), sentQuery(kind, id));
  return rows.map(({ sent }) => sent);
}

/** The query of where the redacted texts of a record had been sent. An export of a period holds the changes that began in it. */
export const sentQuery = (kind: SubjectType & ("change" | "incident"), id: number): SQL => sql`
  select jsonb_build_object('seq', e.seq,
    'exports', (select coalesce(jsonb_agg(jsonb_build_object('exported', x.exported, 'by', p.called, 'at', utc(x.at)) order by x.at), '[]')
      from exports x join people p on p.id = x.person_id
      where x.at >= w.received_at and x.at < e.received_at and (x.change_id = c.id or x.change_id is null
        and (x.from_at is null or c.created_at >= x.from_at) and (x.to_at is null or c.created_at < x.to_at) and (x.type is null or x.type = c.type)
        and (x.system_id is null or ${ofSystem(sql`x.system_id`)}) and (x.client_id is null or ${ofClient(sql`x.client_id`)}))),
    'filledIn', e.subject_type = 'change' and c.entry_id is not null and t.field in ('what', 'rollbackPlan', 'verification'),
    'alerts', (select coalesce(jsonb_agg(jsonb_build_object('channel', d.channel, 'to', coalesce(p.called, d.sent_to), 'at', utc(d.delivered_at)) order by d.delivered_at, d.id), '[]')
      from deliveries d left join people p on p.id = d.person_id where d.delivered_at >= w.received_at and d.delivered_at < e.received_at
        and (d.change_id = c.id or d.change_id is null and d.kind = 'findings_open' and exists (select from findings f
          where f.finding_text = t.id and f.incident_id = e.subject_id and (d.person_id is null or d.person_id = f.owner_id)))),
    'feeds', case when e.subject_type = 'change' and (t.field = 'title' or t.field = 'what' and (c.type = 'emergency' or c.title_text is null)) then (
      select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'by', p.called) order by f.id), '[]') from feeds f join people p on p.id = f.person_id
      where not f.without_titles and f.created_at < e.received_at and (f.revoked_at is null or f.revoked_at > w.received_at)) else '[]' end) as sent
  from events e join texts t on t.id = (e.canonical::jsonb -> 'data' ->> 'redacted')::bigint join events w on w.id = t.event_id
    join changes c on c.id = case e.subject_type when 'change' then e.subject_id else (select i.change_id from incidents i where i.id = e.subject_id) end
  where e.subject_type = ${kind} and e.subject_id = ${id} and e.step = 'redact' order by e.seq`;
