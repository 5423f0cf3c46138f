import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { among, bytes, instant, key, span } from "@/db/connection/columns";
import { freezeScopes, freezeStatuses } from "@/lib/rules/record";
import { texts } from "./events";
import { people } from "./people";
import { clients, systems } from "./systems";

/** A period in which nothing may be scheduled or started on what it covers, unless a lead waives it. */
export const freezes = pgTable(
  "freezes",
  {
    id: key("id").primaryKey(),
    status: text("status", { enum: freezeStatuses }).notNull(),
    name: text("name").notNull(),
    covers: text("covers", { enum: freezeScopes }).notNull(),
    clientId: key("client_id").references(() => clients.id),
    systemId: key("system_id").references(() => systems.id),
    timezone: text("timezone").notNull(),
    repeats: text("repeats"),
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
  (freezes) => [
    index("freezes_of_a_client").on(freezes.clientId),
    index("freezes_of_a_system").on(freezes.systemId),
    index("freezes_of_everything")
      .on(freezes.id)
      .where(sql.raw(`covers = '${freezeScopes[0]}'`)),
    check("a_freeze_has_a_known_status", among("status", freezeStatuses)),
    check(
      "a_freeze_covers_all_a_client_or_a_system",
      sql`${among("covers", freezeScopes)} and (covers = ${sql.raw(`'${freezeScopes[1]}'`)}) = (client_id is not null) and (covers = ${sql.raw(`'${freezeScopes[2]}'`)}) = (system_id is not null)`,
    ),
  ],
);

/** The spans of a freeze, several where it repeats. Lifting it deletes those that had not begun. */
export const freezeSpans = pgTable(
  "freeze_spans",
  {
    freezeId: key("freeze_id")
      .notNull()
      .references(() => freezes.id),
    during: span("during").notNull(),
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
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    withoutTitles: boolean("without_titles").notNull(),
    tokenSha256: bytes("token_sha256").notNull(),
    eventId: key("event_id").notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (feeds) => [unique("a_secret_opens_one_feed").on(feeds.tokenSha256), index("feeds_of_a_person").on(feeds.personId)],
);
