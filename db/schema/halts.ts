import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { among, bytes, instant, key } from "@/db/connection/columns";
import { haltStatuses } from "@/lib/rules/record";
import { texts } from "./events";
import { people } from "./people";
import { clients } from "./systems";

/** A halt of application deploys: of a client, an application, an environment, or a combination. */
export const halts = pgTable(
  "halts",
  {
    id: key("id").primaryKey(),
    status: text("status", { enum: haltStatuses }).notNull(),
    /** Null: every client. */
    clientId: key("client_id").references(() => clients.id),
    application: text("application"),
    environment: text("environment"),
    reasonText: key("reason_text")
      .notNull()
      .references(() => texts.id),
    placedBy: key("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: instant("placed_at").notNull(),
    liftedAt: instant("lifted_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: key("last_event_id").notNull(),
  },
  (halts) => [
    check(
      "a_halt_is_of_a_client_an_application_or_an_environment",
      sql`num_nonnulls(client_id, application, environment) > 0`,
    ),
    check("a_halt_has_a_known_status", among("status", haltStatuses)),
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
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    clientId: key("client_id")
      .notNull()
      .references(() => clients.id),
    tokenSha256: bytes("token_sha256").notNull(),
    eventId: key("event_id").notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (tokens) => [unique("a_secret_is_one_token_of_the_gate").on(tokens.tokenSha256)],
);
