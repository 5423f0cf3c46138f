import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bigintNumber, inList, timestamptz, tstzrange } from "@/db/connection/columns";
import { delegationStatuses } from "@/lib/rules/record";
import { texts } from "./events";
import { people } from "./people";

/** The authority of an operations lead, delegated to an operator for a limited time. */
export const delegations = pgTable(
  "delegations",
  {
    id: bigintNumber("id").primaryKey(),
    status: text("status", { enum: delegationStatuses }).notNull(),
    delegateId: bigintNumber("delegate_id")
      .notNull()
      .references(() => people.id),
    during: tstzrange("during").notNull(),
    reasonTextId: bigintNumber("reason_text_id")
      .notNull()
      .references(() => texts.id),
    placedBy: bigintNumber("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: timestamptz("placed_at").notNull(),
    endedAt: timestamptz("ended_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: bigintNumber("last_event_id").notNull(),
  },
  (delegations) => [
    check("a_delegation_has_a_known_status", inList("status", delegationStatuses)),
    check("a_delegation_has_its_times", sql`not lower_inf(during) and not upper_inf(during)`),
    index("delegations_by_time").using("gist", delegations.during),
    index("delegations_of_a_person").on(delegations.delegateId),
  ],
);
