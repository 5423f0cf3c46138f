import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bigintNumber, bytea, inList, timestamptz } from "@/db/connection/columns";
import { webhookStatuses, webhookTemplates } from "@/lib/rules/record";
import { events } from "./events";
import { people } from "./people";
import { clients } from "./systems";

/** Where other programs are sent events. Address and signing keys are in `webhook_secrets`, under their hashes. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: bigintNumber("id").primaryKey(),
    status: text("status", { enum: webhookStatuses }).notNull(),
    name: text("name").notNull(),
    /** Scheme, host and port of the address: its path may be a secret. */
    origin: text("origin").notNull(),
    addressHash: bytea("address_hash").notNull(),
    template: text("template", { enum: webhookTemplates }).notNull(),
    eventTypes: text("event_types").array().notNull(),
    /** Null: events of every client. */
    clientId: bigintNumber("client_id").references(() => clients.id),
    signingKey: bytea("signing_key").notNull(),
    /** Signs beside the new key until this time, or until somebody drops it. */
    oldSigningKey: bytea("old_signing_key"),
    oldKeyUntil: timestamptz("old_key_until"),
    /** The latest event that enabled it: what is later in the log is sent. */
    enabledEventId: bigintNumber("enabled_event_id")
      .notNull()
      .references(() => events.id),
    addedBy: bigintNumber("added_by")
      .notNull()
      .references(() => people.id),
    addedAt: timestamptz("added_at").notNull(),
    /** Why it was disabled without a person: what its endpoint answered. */
    stopReason: text("stop_reason"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: bigintNumber("last_event_id").notNull(),
  },
  (webhooks) => [
    check("a_webhook_has_a_known_status", inList("status", webhookStatuses)),
    check("a_webhook_has_a_known_template", inList("template", webhookTemplates)),
    check("an_old_key_signs_until_a_time", sql`(old_signing_key is null) = (old_key_until is null)`),
    check("a_stopped_webhook_is_disabled", sql.raw(`stop_reason is null or status = '${webhookStatuses[1]}'`)),
    index("webhooks_enabled")
      .on(webhooks.id)
      .where(sql.raw(`status = '${webhookStatuses[0]}'`)),
  ],
);

/** Addresses and signing keys: the pages store them and cannot read them; the worker gets them with what it sends. */
export const webhookSecrets = pgTable(
  "webhook_secrets",
  {
    hash: bytea("hash").primaryKey(),
    /** So that an address cannot be guessed from its hash. */
    salt: bytea("salt").notNull(),
    value: text("value").notNull(),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    storedAt: timestamptz("stored_at").notNull(),
  },
  (secrets) => [
    check("a_secret_is_named_by_its_hash", sql`hash = sha256(salt || convert_to(value, 'UTF8'))`),
    check("a_secret_is_short", sql`length(value) between 1 and 2000`),
    index("webhook_secrets_by_time").on(secrets.storedAt),
  ],
);

/** How far the log was read for webhooks. */
export const webhookCursor = pgTable(
  "webhook_cursor",
  { id: integer("id").primaryKey().default(1), logIndex: bigintNumber("log_index").notNull() },
  () => [check("there_is_one_webhook_cursor", sql`id = 1`)],
);
