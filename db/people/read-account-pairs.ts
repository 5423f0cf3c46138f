import { eq, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { appDb } from "@/db/connection/client";
import { isoColumn } from "@/db/connection/iso-instant";
import { type RowOf, runQuery } from "@/db/connection/typed-sql";
import { accountPairs } from "@/db/schema/account-pairs";
import { people } from "@/db/schema/people";

/** Two accounts with one e-mail address, and the decision of an operations lead; null while undecided. */
export type AccountPair = RowOf<typeof accountPairsQuery>;

/** One account of a pair. */
export type PairedAccount = AccountPair["later"];

/** At most this many are listed. */
const maxPairs = 100;

/** The undecided pairs of accounts, oldest first; with `of`, all pairs of that person. */
export const readAccountPairs = (of: number | null = null): Promise<readonly AccountPair[]> =>
  runQuery(() => accountPairsQuery(of));

const later = alias(people, "later");
const earlier = alias(people, "earlier");

/** The query of the pairs. */
const accountPairsQuery = (of: number | null) =>
  appDb()
    .select({
      later: { id: later.id, name: later.name, subject: later.subject },
      earlier: { id: earlier.id, name: earlier.name, subject: earlier.subject },
      foundAt: isoColumn(accountPairs.foundAt),
      verdict: accountPairs.verdict,
    })
    .from(accountPairs)
    .innerJoin(later, eq(later.id, accountPairs.laterId))
    .innerJoin(earlier, eq(earlier.id, accountPairs.earlierId))
    .where(
      of === null ? isNull(accountPairs.verdict) : or(eq(accountPairs.laterId, of), eq(accountPairs.earlierId, of)),
    )
    .orderBy(accountPairs.foundAt, accountPairs.laterId, accountPairs.earlierId)
    .limit(maxPairs);
