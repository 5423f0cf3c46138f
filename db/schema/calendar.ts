import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bigintNumber, bytea, inList, timestamptz, tstzrange } from "@/db/connection/columns";
import { freezeScopes, freezeStatuses } from "@/lib/rules/record";
import { texts } from "./events";
import { people } from "./people";
import { clients, systems } from "./systems";

/** A period in which nothing may be scheduled or started on what it covers, unless a lead waives it. */
export const freezes = pgTable(
  "freezes",
  {
    id: bigintNumber("id").primaryKey(),
    status: text("status", { enum: freezeStatuses }).notNull(),
    name: text("name").notNull(),
    covers: text("covers", { enum: freezeScopes }).notNull(),
    clientId: bigintNumber("client_id").references(() => clients.id),
    systemId: bigintNumber("system_id").references(() => systems.id),
    timezone: text("timezone").notNull(),
    repeats: text("repeats"),
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
  (freezes) => [
    index("freezes_of_a_client").on(freezes.clientId),
    index("freezes_of_a_system").on(freezes.systemId),
    index("freezes_of_everything")
      .on(freezes.id)
      .where(sql.raw(`covers = '${freezeScopes[0]}'`)),
    check("a_freeze_has_a_known_status", inList("status", freezeStatuses)),
    check(
      "a_freeze_covers_all_a_client_or_a_system",
      sql`${inList("covers", freezeScopes)} and (covers = ${sql.raw(`'${freezeScopes[1]}'`)}) = (client_id is not null) and (covers = ${sql.raw(`'${freezeScopes[2]}'`)}) = (system_id is not null)`,
    ),
  ],
);

/** The spans of a freeze, several where it repeats. Lifting it deletes those that had not begun. */
export const freezeSpans = pgTable(
  "freeze_spans",
  {
    freezeId: bigintNumber("freeze_id")
      .notNull()
      .references(() => freezes.id),
    during: tstzrange("during").notNull(),
  },
  (spans) => [
    primaryKey({ columns: [spans.freezeId, spans.during] }),
    index("freezes_by_time").using("gist", spans.during),
    check("a_freeze_lasts_a_while", sql`not isempty(during) and not lower_inf(during) and not upper_inf(during)`),
  ],
);

/** A personal calendar feed. Only the hash of its token is stored. */
export const feeds = pgTable(
  "feeds",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    withoutTitles: boolean("without_titles").notNull(),
    tokenSha256: bytea("token_sha256").notNull(),
    eventId: bigintNumber("event_id").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    revokedAt: timestamptz("revoked_at"),
  },
  (feeds) => [unique("a_secret_opens_one_feed").on(feeds.tokenSha256), index("feeds_of_a_person").on(feeds.personId)],
);
