import { date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bigintNumber, timestamptz } from "@/db/connection/columns";
import { texts } from "./events";
import { people } from "./people";

/** The versions of the policy, each from when it was published; the first ships with the product. */
export const policyVersions = pgTable("policy_versions", {
  version: integer("version").primaryKey(),
  /** Null: the text that ships with the product. */
  textId: bigintNumber("text_id").references(() => texts.id),
  since: timestamptz("since").notNull(),
  eventId: bigintNumber("event_id"),
});

/** The reviews that confirmed the policy; publishing a version counts as a review by itself. */
export const policyReviews = pgTable("policy_reviews", {
  eventId: bigintNumber("event_id").primaryKey(),
  version: integer("version")
    .notNull()
    .references(() => policyVersions.version),
  personId: bigintNumber("person_id")
    .notNull()
    .references(() => people.id),
  at: timestamptz("at").notNull(),
});

/** How often each step was taken on each UTC day, counted as the ledger sequences events; refusals are counted by the clause cited. */
export const stepUsageDaily = pgTable(
  "step_usage_daily",
  {
    day: date("day").notNull(),
    subjectType: text("subject_type").notNull(),
    step: text("step").notNull(),
    type: text("type").notNull(),
    clause: text("clause").notNull(),
    times: bigintNumber("times").notNull(),
  },
  (uses) => [primaryKey({ columns: [uses.day, uses.subjectType, uses.step, uses.type, uses.clause] })],
);
