import { eq, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { appDb } from "@/db/connection/client";
import { answerTo, type RowOf } from "@/db/connection/rows";
import { utc } from "@/db/connection/select";
import { accountPairs } from "@/db/schema/account-pairs";
import { people } from "@/db/schema/people";

/** Two accounts with one e-mail address, and the decision of an operations lead; null while undecided. */
export type Resemblance = RowOf<typeof resemblancesQuery>;

/** One account of a pair. */
export type KnownAccount = Resemblance["later"];

/** At most this many are listed. */
const mostPairs = 100;

/** The undecided pairs of accounts, oldest first; with `of`, all pairs of that person. */
export const readResemblances = (of: number | null = null): Promise<readonly Resemblance[]> =>
  answerTo(() => resemblancesQuery(of));

const later = alias(people, "later");
const earlier = alias(people, "earlier");

/** The query of the pairs. */
const resemblancesQuery = (of: number | null) =>
  appDb()
    .select({
      later: { id: later.id, name: later.name, subject: later.subject },
      earlier: { id: earlier.id, name: earlier.name, subject: earlier.subject },
      foundAt: utc(accountPairs.foundAt),
      verdict: accountPairs.verdict,
    })
    .from(accountPairs)
    .innerJoin(later, eq(later.id, accountPairs.laterId))
    .innerJoin(earlier, eq(earlier.id, accountPairs.earlierId))
    .where(
      of === null ? isNull(accountPairs.verdict) : or(eq(accountPairs.laterId, of), eq(accountPairs.earlierId, of)),
    )
    .orderBy(accountPairs.foundAt, accountPairs.laterId, accountPairs.earlierId)
    .limit(mostPairs);
