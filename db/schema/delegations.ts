import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { among, instant, key, span } from "@/db/connection/columns";
import { delegationStatuses } from "@/lib/rules/record";
import { texts } from "./events";
import { people } from "./people";

/** The authority of an operations lead, delegated to an operator for a limited time. */
export const delegations = pgTable(
  "delegations",
  {
    id: key("id").primaryKey(),
    status: text("status", { enum: delegationStatuses }).notNull(),
    delegateId: key("delegate_id")
      .notNull()
      .references(() => people.id),
    during: span("during").notNull(),
    reasonText: key("reason_text")
      .notNull()
      .references(() => texts.id),
    placedBy: key("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: instant("placed_at").notNull(),
    endedAt: instant("ended_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: key("last_event_id").notNull(),
  },
  (delegations) => [
    check("a_delegation_has_a_known_status", among("status", delegationStatuses)),
    check("a_delegation_has_its_times", sql`not lower_inf(during) and not upper_inf(during)`),
    index("delegations_by_time").using("gist", delegations.during),
    index("delegations_of_a_person").on(delegations.delegateId),
  ],
);
