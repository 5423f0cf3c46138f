import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { bigintNumber, inList, timestamptz, tstzrange } from "@/db/connection/columns";
import { rosterStatuses, tiers } from "@/lib/rules/record";
import { changes } from "./changes";
import { people } from "./people";

/** Shifts that were placed together, or one take-over. */
export const rosters = pgTable(
  "rosters",
  {
    id: bigintNumber("id").primaryKey(),
    status: text("status", { enum: rosterStatuses }).notNull(),
    name: text("name").notNull(),
    placedBy: bigintNumber("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: timestamptz("placed_at").notNull(),
    withdrawnAt: timestamptz("withdrawn_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: bigintNumber("last_event_id").notNull(),
  },
  () => [check("a_roster_has_a_known_status", inList("status", rosterStatuses))],
);

/** Who is on call and when. A shift begins when it is placed at the earliest, and ends when it is withdrawn. */
export const shifts = pgTable(
  "shifts",
  {
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    rosterId: bigintNumber("roster_id")
      .notNull()
      .references(() => rosters.id),
    personId: bigintNumber("person_id")
      .notNull()
      .references(() => people.id),
    tier: text("tier", { enum: tiers }).notNull(),
    during: tstzrange("during").notNull(),
    /** A take-over replaces the other shifts of its tier while it lasts; of several, the latest counts. */
    isTakeOver: boolean("is_take_over").notNull(),
  },
  (shifts) => [
    index("shifts_by_time").using("gist", shifts.during),
    index("shifts_of_a_roster").on(shifts.rosterId),
    check("a_shift_is_of_a_known_tier", inList("tier", tiers)),
    check("a_shift_lasts_a_while", sql`not isempty(during) and not lower_inf(during) and not upper_inf(during)`),
  ],
);

/** Who was on call when an emergency began, as known at its declaration. */
export const declaredRosters = pgTable("declared_rosters", {
  changeId: bigintNumber("change_id")
    .primaryKey()
    .references(() => changes.id),
  /** Whether its executor was; null where no shift had begun by then. */
  onRoster: boolean("on_roster"),
  /** Pairs of person id and tier, the primary first. */
  rostered: jsonb("rostered").notNull(),
});
