import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bigintNumber, bytea, inList, timestamptz } from "@/db/connection/columns";
import { haltStatuses } from "@/lib/rules/record";
import { texts } from "./events";
import { people } from "./people";
import { clients } from "./systems";

/** A halt of application deploys: of a client, an application, an environment, or a combination. */
export const halts = pgTable(
  "halts",
  {
    id: bigintNumber("id").primaryKey(),
    status: text("status", { enum: haltStatuses }).notNull(),
    /** Null: every client. */
    clientId: bigintNumber("client_id").references(() => clients.id),
    application: text("application"),
    environment: text("environment"),
    reasonTextId: bigintNumber("reason_text_id")
      .notNull()
      .references(() => texts.id),
    placedBy: bigintNumber("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: timestamptz("placed_at").notNull(),
    liftedAt: timestamptz("lifted_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: bigintNumber("last_event_id").notNull(),
  },
  (halts) => [
    check(
      "a_halt_is_of_a_client_an_application_or_an_environment",
      sql`num_nonnulls(client_id, application, environment) > 0`,
    ),
    check("a_halt_has_a_known_status", inList("status", haltStatuses)),
    index("halts_standing").on(halts.id).where(sql`lifted_at is null`),
    // Used by the gate, which compares folded names.
    index("halts_that_stand_by_name")
      .on(sql`coalesce(${halts.clientId}, 0)`, sql`fold_name(coalesce(${halts.application}, ''))`)
      .where(sql`lifted_at is null`),
    index("halts_by_time").on(halts.placedAt, halts.id),
  ],
);

/** A credential for one client's deployment pipelines. Only the hash of the token is stored. */
export const gateTokens = pgTable(
  "gate_tokens",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    clientId: bigintNumber("client_id")
      .notNull()
      .references(() => clients.id),
    tokenSha256: bytea("token_sha256").notNull(),
    eventId: bigintNumber("event_id").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    revokedAt: timestamptz("revoked_at"),
  },
  (tokens) => [unique("a_secret_is_one_token_of_the_gate").on(tokens.tokenSha256)],
);
