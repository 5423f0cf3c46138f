import { type SQL, sql } from "drizzle-orm";

/** The changes `c` of these ids, each found by its id: in a large batch Postgres would else read the whole table. */
export const changesIn = (ids: readonly number[]): SQL => sql`
  unnest(${`{${ids.join(",")}}`}::bigint[]) wanted (id)
  cross join lateral (select * from changes where changes.id = wanted.id offset 0) c`;

/** Lists of at most `most` of them, in their order. */
export function* batchesOf<T>(all: readonly T[], most: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += most) yield all.slice(from, from + most);
}
