import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bigintNumber, timestamptz } from "@/db/connection/columns";
import { changes } from "./changes";
import { events } from "./events";
import { people } from "./people";

/** Whom a note names. No right follows from it. */
export const mentions = pgTable(
  "mentions",
  {
    eventId: bigintNumber("event_id")
      .notNull()
      .references(() => events.id),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    changeId: bigintNumber("change_id")
      .notNull()
      .references(() => changes.id),
    at: timestamptz("at").notNull(),
    /** Since when their front page no longer shows it: they opened the change, or marked it as read. */
    seenAt: timestamptz("seen_at"),
  },
  (mentions) => [
    primaryKey({ columns: [mentions.eventId, mentions.personId] }),
    index("mentions_not_seen").on(mentions.personId, mentions.eventId).where(sql`seen_at is null`),
  ],
);

/** What a person watches: "change:1001", "system:7", "client:3". At most 100 a person. */
export const watches = pgTable(
  "watches",
  {
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    target: text("target").notNull(),
    /** The event that began it. */
    eventId: bigintNumber("event_id").notNull(),
  },
  (watches) => [
    primaryKey({ columns: [watches.personId, watches.target] }),
    index("watchers_of_a_record").on(watches.target),
    check("what_is_watched_can_be", sql`target ~ '^(change|system|client):[0-9]{1,15}$'`),
  ],
);
