import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { bigintNumber, bytea, foldedName, inList, timestamptz } from "@/db/connection/columns";
import { accountStatuses } from "@/lib/rules/record";
import { tokenScopes } from "@/lib/tokens/token-scopes";
import { texts } from "./events";
import { people } from "./people";

const scopeList = sql.raw(tokenScopes.map((scope) => `'${scope}'`).join(", "));

/** A service account: what a pipeline or a tool acts as. An operator answers for it, and a lead approved it. */
export const accounts = pgTable(
  "accounts",
  {
    id: bigintNumber("id").primaryKey(),
    status: text("status", { enum: accountStatuses }).notNull(),
    name: text("name").notNull(),
    purposeTextId: bigintNumber("purpose_text_id")
      .notNull()
      .references(() => texts.id),
    scopes: text("scopes").array().notNull(),
    clientIds: bigint("client_ids", { mode: "number" }).array(),
    systemIds: bigint("system_ids", { mode: "number" }).array(),
    accountableId: bigintNumber("accountable_id")
      .notNull()
      .references(() => people.id),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: bigintNumber("last_event_id").notNull(),
  },
  (accounts) => [
    check("a_service_account_has_a_known_status", inList("status", accountStatuses)),
    check("a_service_account_has_a_scope", sql`cardinality(scopes) > 0 and scopes <@ array[${scopeList}]`),
    uniqueIndex("service_accounts_have_names_of_their_own").on(foldedName(accounts.name)).where(sql`status <> 'ended'`),
    index("accounts_of_a_person").on(accounts.accountableId),
  ],
);

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
    /** The service account that it is of; null for a token of the person themselves. */
    accountId: bigintNumber("account_id").references(() => accounts.id),
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
    index("api_tokens_of_an_account").on(tokens.accountId, tokens.id).where(sql`account_id is not null`),
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
