import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { runQuery } from "@/db/connection/typed-sql";
import { attachments } from "@/db/schema/attachments";
import { events, texts } from "@/db/schema/events";

/** The description of a file of a change and its bytes, both null once it was redacted; null where the change has no such file. */
export async function readAttachment(
  changeId: number,
  textId: number,
): Promise<{ readonly description: string | null; readonly content: Buffer | null } | null> {
  const [row] = await runQuery(() => attachmentQuery(changeId, textId));
  return row ?? null;
}

const attachmentQuery = (changeId: number, textId: number) =>
  appDb()
    .select({ description: texts.text, content: attachments.content })
    .from(attachments)
    .innerJoin(texts, sql`${texts.id} = ${attachments.textId}`)
    .innerJoin(events, sql`${events.id} = ${texts.eventId}`)
    .where(
      sql`${attachments.textId} = ${textId} and ${events.subjectType} = 'change' and ${events.subjectId} = ${changeId}`,
    );
