import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable } from "drizzle-orm/pg-core";
import { bigintNumber, timestamptz } from "@/db/connection/columns";
import { people } from "./people";

/** The one order of a demonstration to load a year of changes, and how far it is. What is loaded has its own events. */
export const historyLoads = pgTable(
  "history_loads",
  {
    id: integer("id").primaryKey().default(1),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    requestedAt: timestamptz("requested_at").notNull(),
    startedAt: timestamptz("started_at"),
    endedAt: timestamptz("ended_at"),
    /** It ended before all changes were loaded. */
    failed: boolean("failed").notNull().default(false),
    /** How many changes it loads, and how many of them are there. */
    planned: integer("planned").notNull(),
    loaded: integer("loaded").notNull().default(0),
  },
  () => [
    check("a_history_is_loaded_once", sql`id = 1`),
    check("a_history_ends_after_it_started", sql`ended_at is null or started_at is not null`),
    check("a_history_has_a_bounded_size", sql`planned between 1 and 10000 and loaded >= 0`),
  ],
);
