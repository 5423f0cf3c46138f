import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { type NoticeKind, noticeKinds } from "@/lib/rules/record";

/** Which e-mails a person wants, and whether any worker can send e-mail. */
export type Emails = { readonly configured: boolean; readonly wanted: readonly NoticeKind[] };

/** The e-mails of that person. */
export async function readEmails(person: number): Promise<Emails> {
  const [row] = await rowsOf<{ configured: boolean; unwanted: readonly NoticeKind[] }>(appDb(), emailsQuery(person));
  return {
    configured: row?.configured ?? false,
    wanted: noticeKinds.filter((kind) => !row?.unwanted.includes(kind)),
  };
}

/** The query of a person's e-mails. */
export const emailsQuery = (
  person: number,
): SQL => sql`select (select s.configured from channel_states s where s.channel = 'email') as configured,
  (select coalesce(jsonb_agg(u.kind), '[]') from unwanted_emails u where u.person_id = ${person}) as unwanted`;
