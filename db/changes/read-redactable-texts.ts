import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoColumn } from "@/db/connection/iso-instant";
import { type Database, type RowOf, runQuery } from "@/db/connection/typed-sql";
import { events, texts } from "@/db/schema/events";
import { people } from "@/db/schema/people";
import type { RecordType } from "@/lib/rules/record";

/** A text that can be redacted, with its beginning. */
export type RedactableText = RowOf<typeof redactableTextsQuery>;

/** All texts of these records that are not redacted, newest first. */
export async function readRedactableTexts(
  recordType: RecordType,
  records: readonly number[],
): Promise<RedactableText[]> {
  return records.length === 0 ? [] : runQuery(() => redactableTextsQuery(recordType, records));
}

const excerptLength = 60;
const excerpt = sql<string>`left(regexp_replace(${texts.text}, '\\s+', ' ', 'g'), ${excerptLength}) || case when length(${texts.text}) > ${excerptLength} then '…' else '' end`;

/** The query of the texts that can be redacted. */
export const redactableTextsQuery = (recordType: RecordType, records: readonly number[], db: Database = appDb()) =>
  db
    .select({
      id: texts.id,
      recordId: events.subjectId,
      field: texts.field,
      step: events.step,
      by: personName("people"),
      at: isoColumn(events.receivedAt),
      excerpt,
    })
    .from(events)
    .innerJoin(texts, eq(texts.eventId, events.id))
    .innerJoin(people, eq(people.id, events.personId))
    .where(and(eq(events.subjectType, recordType), inArray(events.subjectId, [...records]), isNotNull(texts.text)))
    .orderBy(desc(texts.id));
