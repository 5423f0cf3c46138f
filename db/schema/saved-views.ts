import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bigintNumber, timestamptz } from "@/db/connection/columns";
import { maxViewName, maxViewQuery } from "@/lib/changes/views/saved-views";
import { people } from "./people";

/** Filters of the list of changes that somebody kept under a name, for themselves or for everybody: preferences, no record. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    /** What stands in the address after `/changes?`. */
    query: text("query").notNull(),
    shared: boolean("shared").notNull(),
    at: timestamptz("at").notNull(),
  },
  (views) => [
    unique("a_person_has_one_view_of_a_name").on(views.personId, views.name),
    index("shared_views").on(views.name).where(sql`shared`),
    check("a_view_has_a_short_name", sql.raw(`length(name) between 1 and ${maxViewName}`)),
    check("a_view_is_a_filter", sql.raw(`length(query) between 1 and ${maxViewQuery}`)),
  ],
);
