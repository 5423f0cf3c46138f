import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { listOf } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { type NoticeKind, noticeKinds } from "@/lib/rules/record";

/** The kinds of e-mail that a person wants, and whether any worker can send e-mail. */
export type WantedEmails = { readonly configured: boolean; readonly wanted: readonly NoticeKind[] };

/** The e-mails of that person. */
export async function readEmailPreferences(person: number): Promise<WantedEmails> {
  const [row] = await queryRows(appDb(), emailPreferencesQuery(person));
  return {
    configured: row?.configured ?? false,
    wanted: noticeKinds.filter((kind) => !row?.unwanted.includes(kind)),
  };
}

const emailPreferencesSql = typedSql({ configured: z.boolean(), unwanted: listOf(z.enum(noticeKinds)) });

/** The query of a person's e-mails. */
export const emailPreferencesQuery = (person: number) =>
  emailPreferencesSql`select (select s.configured from channel_states s where s.channel = 'email') as configured,
  (select coalesce(jsonb_agg(u.kind), '[]') from email_opt_outs u where u.person_id = ${person}) as unwanted`;
