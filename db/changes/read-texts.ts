import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { WrittenText } from "@/lib/changes/redaction";
import type { SubjectType } from "@/lib/rules/record";

/** A text of a record that is still there, and how it begins. */
export type StandingText = WrittenText & { readonly id: number; readonly record: number; readonly start: string };

/** Every text of these records that was not redacted, the newest first. */
export async function readTexts(kind: SubjectType, records: readonly number[]): Promise<StandingText[]> {
  if (records.length === 0) return [];
  const rows = await rowsOf<{ text: StandingText }>(appDb(), textsQuery(kind, records));
  return rows.map(({ text }) => text);
}

const startLength = 60;

/** The query of the texts that can be redacted. */
export const textsQuery = (kind: SubjectType, records: readonly number[]): SQL => sql`
  select jsonb_build_object('id', t.id, 'record', e.subject_id, 'field', t.field, 'step', e.step, 'by', p.called, 'at', utc(e.received_at),
    'start', left(regexp_replace(t.text, '\\s+', ' ', 'g'), ${startLength}) || case when length(t.text) > ${startLength} then '…' else '' end) as text
  from events e join texts t on t.event_id = e.id join people p on p.id = e.person_id
  where e.subject_type = ${kind} and e.subject_id in (${sql.join(
    records.map((id) => sql`${id}`),
    sql`, `,
  )}) and t.text is not null
  order by t.id desc`;
