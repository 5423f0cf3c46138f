import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bigintNumber, bytea, timestamptz } from "@/db/connection/columns";
import { tokenScopes } from "@/lib/tokens/token-scopes";
import { people } from "./people";

const scopeList = sql.raw(tokenScopes.map((scope) => `'${scope}'`).join(", "));

/** A credential with which a machine acts for a person. Only its hash is stored. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    /** The event that made it: what the token does later names it by this number. */
    id: bigintNumber("id").primaryKey(),
    /** Who answers for what it does. */
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    tokenSha256: bytea("token_sha256").notNull(),
    scopes: text("scopes").array().notNull(),
    /** The clients and systems to which it is limited; null where there is no limit. */
    clientIds: bigint("client_ids", { mode: "number" }).array(),
    systemIds: bigint("system_ids", { mode: "number" }).array(),
    /** The addresses from which it may be used, as "192.0.2.0/24, 2001:db8::/32"; null: from all. */
    networks: text("networks"),
    createdAt: timestamptz("created_at").notNull(),
    expiresAt: timestamptz("expires_at").notNull(),
    revokedAt: timestamptz("revoked_at"),
  },
  (tokens) => [
    unique("a_secret_is_one_api_token").on(tokens.tokenSha256),
    index("api_tokens_of_a_person").on(tokens.personId, tokens.id),
    index("api_tokens_by_end").on(tokens.expiresAt).where(sql`revoked_at is null`),
    check(
      "a_token_lives_at_most_90_days",
      sql`expires_at > created_at and expires_at <= created_at + interval '90 days'`,
    ),
    check("a_token_has_a_scope", sql`cardinality(scopes) > 0 and scopes <@ array[${scopeList}]`),
  ],
);

/** When a token was used last, written once a minute. */
export const apiTokenUses = pgTable("api_token_uses", {
  tokenId: bigintNumber("token_id")
    .primaryKey()
    .references(() => apiTokens.id),
  lastUsedAt: timestamptz("last_used_at").notNull(),
});
