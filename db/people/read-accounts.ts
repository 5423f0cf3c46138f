import { eq, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { appDb } from "@/db/connection/client";
import { answerTo, type RowOf } from "@/db/connection/rows";
import { utc } from "@/db/connection/select";
import { accountPairs } from "@/db/schema/account-pairs";
import { people } from "@/db/schema/people";

/** Two accounts of one e-mail address, and what an operations lead said of them; null while nobody did. */
export type Resemblance = RowOf<typeof resemblancesQuery>;

/** An account as the identity provider and its page know it. */
export type KnownAccount = Resemblance["later"];

/** At most so many are told at once. */
const mostPairs = 100;

/** The pairs of accounts of which nobody said yet whose they are, the oldest first; with `of`, all pairs of that person. */
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
