import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { AccountVerdict } from "@/lib/rules/record";

/** An account as the identity provider and its page know it. */
export type KnownAccount = { readonly id: number; readonly name: string; readonly subject: string };

/** Two accounts of one e-mail address, and what an operations lead said of them; null while nobody did. */
export type Resemblance = {
  readonly later: KnownAccount;
  readonly earlier: KnownAccount;
  readonly foundAt: string;
  readonly verdict: AccountVerdict | null;
};

/** At most so many are told at once. */
const mostPairs = 100;

/** The pairs of accounts of which nobody said yet whose they are, the oldest first; with `of`, all pairs of that person. */
export async function readResemblances(of: number | null = null): Promise<readonly Resemblance[]> {
  const rows = await rowsOf<{ pair: Resemblance }>(appDb(), resemblancesQuery(of));
  return rows.map(({ pair }) => pair);
}

/** The query of the pairs. */
const resemblancesQuery = (of: number | null) => sql`
  select jsonb_build_object('later', ${account("l")}, 'earlier', ${account("o")}, 'foundAt', utc(a.found_at), 'verdict', a.verdict) as pair
  from account_pairs a join people l on l.id = a.later_id join people o on o.id = a.earlier_id
  where ${of === null ? sql`a.verdict is null` : sql`${of} in (a.later_id, a.earlier_id)`}
  order by a.found_at, a.later_id, a.earlier_id limit ${mostPairs}`;

const account = (of: "l" | "o") =>
  sql`jsonb_build_object('id', ${sql.raw(of)}.id, 'name', ${sql.raw(of)}.name, 'subject', ${sql.raw(of)}.subject)`;
