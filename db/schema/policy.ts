import { date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, key } from "@/db/connection/columns";
import { texts } from "./events";
import { people } from "./people";

/** The versions of the policy, each from when it was published; the first ships with the product. */
export const policyVersions = pgTable("policy_versions", {
  version: integer("version").primaryKey(),
  /** Null: the text that ships with the product. */
  textId: key("text_id").references(() => texts.id),
  since: instant("since").notNull(),
  eventId: key("event_id"),
});

/** The reviews that confirmed the policy; publishing a version counts as a review by itself. */
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

/** How often each step was taken on each UTC day, counted as the ledger sequences events; refusals are counted by the clause cited. */
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
