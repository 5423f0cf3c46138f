import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bigintNumber, inList, timestamptz } from "@/db/connection/columns";
import { accountVerdicts } from "@/lib/rules/record";
import { events } from "./events";
import { people } from "./people";

/** Two accounts that may belong to one person. Undecided pairs and `same` count as one person for separation of duties. */
export const accountPairs = pgTable(
  "account_pairs",
  {
    laterId: bigintNumber("later_id")
      .notNull()
      .references(() => people.id),
    earlierId: bigintNumber("earlier_id")
      .notNull()
      .references(() => people.id),
    foundAt: timestamptz("found_at").notNull(),
    verdict: text("verdict", { enum: accountVerdicts }),
    /** The last event about the pair. */
    eventId: bigintNumber("event_id")
      .notNull()
      .references((): AnyPgColumn => events.id),
  },
  (pairs) => [
    primaryKey({ columns: [pairs.laterId, pairs.earlierId] }),
    index("account_pairs_by_the_earlier").on(pairs.earlierId),
    index("account_pairs_undecided").on(pairs.laterId).where(sql`verdict is null`),
    check("an_account_is_paired_with_an_earlier_one", sql`later_id > earlier_id`),
    check("two_accounts_are_of_one_person_or_of_two", inList("verdict", accountVerdicts)),
  ],
);
