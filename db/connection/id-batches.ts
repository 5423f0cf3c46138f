import { type SQL, sql } from "drizzle-orm";

/** The changes `c` of these ids, each looked up by its key: for a large batch Postgres would otherwise scan the whole table. */
export const changesByIds = (ids: readonly number[]): SQL => sql`
  unnest(${`{${ids.join(",")}}`}::bigint[]) wanted (id)
  cross join lateral (select * from changes where changes.id = wanted.id offset 0) c`;

/** Splits a list into batches of at most `most`, in order. */
export function* inBatches<T>(all: readonly T[], most: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += most) yield all.slice(from, from + most);
}
