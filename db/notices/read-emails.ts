import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { list } from "@/db/connection/row";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { type NoticeKind, noticeKinds } from "@/lib/rules/record";

/** The kinds of e-mail that a person wants, and whether any worker can send e-mail. */
export type Emails = { readonly configured: boolean; readonly wanted: readonly NoticeKind[] };

/** The e-mails of that person. */
export async function readEmails(person: number): Promise<Emails> {
  const [row] = await rowsOf(appDb(), emailsQuery(person));
  return {
    configured: row?.configured ?? false,
    wanted: noticeKinds.filter((kind) => !row?.unwanted.includes(kind)),
  };
}

const emailsSql = sqlWith({ configured: z.boolean(), unwanted: list(z.enum(noticeKinds)) });

/** The query of a person's e-mails. */
export const emailsQuery = (person: number) =>
  emailsSql`select (select s.configured from channel_states s where s.channel = 'email') as configured,
  (select coalesce(jsonb_agg(u.kind), '[]') from unwanted_emails u where u.person_id = ${person}) as unwanted`;
