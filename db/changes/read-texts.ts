import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { answerTo, type Database, type RowOf } from "@/db/connection/rows";
import { called, utc } from "@/db/connection/select";
import { events, texts } from "@/db/schema/events";
import { people } from "@/db/schema/people";
import type { SubjectType } from "@/lib/rules/record";

/** A text that can be redacted, with its beginning. */
export type StandingText = RowOf<typeof textsQuery>;

/** All texts of these records that are not redacted, newest first. */
export async function readTexts(kind: SubjectType, records: readonly number[]): Promise<StandingText[]> {
  return records.length === 0 ? [] : answerTo(() => textsQuery(kind, records));
}

const startLength = 60;
const start = sql<string>`left(regexp_replace(${texts.text}, '\\s+', ' ', 'g'), ${startLength}) || case when length(${texts.text}) > ${startLength} then '…' else '' end`;

/** The query of the texts that can be redacted. */
export const textsQuery = (kind: SubjectType, records: readonly number[], db: Database = appDb()) =>
  db
    .select({
      id: texts.id,
      record: events.subjectId,
      field: texts.field,
      step: events.step,
      by: called(people),
      at: utc(events.receivedAt),
      start,
    })
    .from(events)
    .innerJoin(texts, eq(texts.eventId, events.id))
    .innerJoin(people, eq(people.id, events.personId))
    .where(and(eq(events.subjectType, kind), inArray(events.subjectId, [...records]), isNotNull(texts.text)))
    .orderBy(desc(texts.id));
