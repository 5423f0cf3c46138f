import { date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, key } from "@/db/connection/columns";
import { texts } from "./events";
import { people } from "./people";

/** The texts of the policy, each from when it was put in force; the first is the one that came with the product. */
export const policyVersions = pgTable("policy_versions", {
  version: integer("version").primaryKey(),
  /** Null: the text that came with the product. */
  textId: key("text_id").references(() => texts.id),
  since: instant("since").notNull(),
  eventId: key("event_id"),
});

/** Each review of the policy that left its text as it was, or put a new one in force. */
export const policyReviews = pgTable("policy_reviews", {
  eventId: key("event_id").primaryKey(),
  version: integer("version")
    .notNull()
    .references(() => policyVersions.version),
  personId: key("person_id")
    .notNull()
    .references(() => people.id),
  at: instant("at").notNull(),
});

/** How often each step was taken on each day (in UTC), as far as the log has placed it; of refusals, by the clause they cited. */
export const usesByDay = pgTable(
  "uses_by_day",
  {
    day: date("day").notNull(),
    subjectType: text("subject_type").notNull(),
    step: text("step").notNull(),
    type: text("type").notNull(),
    clause: text("clause").notNull(),
    times: key("times").notNull(),
  },
  (uses) => [primaryKey({ columns: [uses.day, uses.subjectType, uses.step, uses.type, uses.clause] })],
);
