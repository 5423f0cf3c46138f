import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, named, strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { tokenScopes } from "@/lib/tokens/token-scopes";
import { personJson } from "./list-rows";
import { limitNames } from "./token-limits";

const listedToken = strictRow({
  id: z.int(),
  name: z.string(),
  person: named,
  account: named.nullable(),
  scopes: listOf(z.enum(tokenScopes)),
  clients: listOf(z.string()),
  systems: listOf(z.string()),
  networks: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

/** A token without its secret. Instants are ISO in UTC. */
export type ListedApiToken = z.infer<typeof listedToken>;

const tokenSql = typedSql({ token: listedToken });

/** At most 200 tokens of a person's own: those that work first, each newest first. */
export const listTokensOf = (personId: number): Promise<ListedApiToken[]> =>
  listTokens(sql`t.person_id = ${personId} and t.account_id is null`);

/** At most 200 tokens of service accounts and, for who may revoke them, of other people: those that work first. */
export const listTokensOfOthers = (personId: number, withPeople: boolean): Promise<ListedApiToken[]> =>
  listTokens(withPeople ? sql`t.account_id is not null or t.person_id <> ${personId}` : sql`t.account_id is not null`);

async function listTokens(which: SQL): Promise<ListedApiToken[]> {
  const rows = await queryRows(
    appDb(),
    tokenSql`select jsonb_build_object('id', t.id, 'name', t.name,
        'person', ${personJson("t.person_id")},
        'account', (select jsonb_build_object('id', a.id, 'name', a.name) from accounts a where a.id = t.account_id),
        'scopes', t.scopes, ${limitNames("t")}, 'networks', t.networks,
        'createdAt', ${isoInstant("t.created_at")}, 'expiresAt', ${isoInstant("t.expires_at")}, 'revokedAt', ${isoInstant("t.revoked_at")},
        'lastUsedAt', (select ${isoInstant("u.last_used_at")} from api_token_uses u where u.token_id = t.id)) as token
      from (select id, person_id, account_id, name, scopes, client_ids, system_ids, networks, created_at, expires_at, revoked_at from api_tokens t
        where ${which} order by revoked_at is not null, id desc limit 200) t order by t.revoked_at is not null, t.id desc`,
  );
  return rows.map(({ token }) => token);
}
