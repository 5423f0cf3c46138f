import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { listOf, named, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { accountStatuses } from "@/lib/rules/record";
import { tokenScopes } from "@/lib/tokens/token-scopes";
import { personJson } from "./list-rows";
import { limitNames } from "./token-limits";

const accountRecord = strictRow({
  id: z.int(),
  status: z.enum(accountStatuses),
  stepSeq: z.int(),
  name: z.string(),
  /** Null where it was redacted. */
  purpose: z.string().nullable(),
  scopes: listOf(z.enum(tokenScopes)),
  clients: listOf(z.string()),
  systems: listOf(z.string()),
  accountable: named,
  acts: strictRow({ proposer: listOf(z.int()), accountable: listOf(z.int()) }),
});

/** A service account with who answers for it, and the names of the clients and systems that it is limited to. */
export type AccountRecord = z.infer<typeof accountRecord>;

const accountSql = typedSql({ account: accountRecord });

/** At most 200 service accounts: those in use first, each newest first; or the one of that number. */
export async function readAccounts(id?: number): Promise<AccountRecord[]> {
  const rows = await queryRows(
    appDb(),
    accountSql`select jsonb_build_object('id', a.id, 'status', a.status, 'stepSeq', a.step_seq, 'name', a.name, 'purpose', ${textBody("a.purpose_text_id")},
        'scopes', a.scopes, ${limitNames("a")},
        'accountable', ${personJson("a.accountable_id")},
        'acts', past_actions('account', a.id, 1)) as account
      from accounts a where ${id === undefined ? sql`true` : sql`a.id = ${id}`} order by a.status = 'ended', a.id desc limit 200`,
  );
  return rows.map(({ account }) => account);
}
