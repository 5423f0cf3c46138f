import { type SQL, sql } from "drizzle-orm";
import { personName } from "@/db/connection/display-name";
import type { TokenLimits } from "./token-limits";

/** Which rows of a list are read: those behind `after`, at most `limit` and one more; or the one record of `id`. */
export type RowsRequest<Filter extends object = object> = Filter & {
  readonly limits: TokenLimits;
  readonly id?: number;
  readonly after?: number;
  readonly limit?: number;
};

/** The condition on the number, and the bound, of a list that is read in its order. */
export const rowsBehind = (column: SQL, { id, after = 0 }: RowsRequest): SQL =>
  id === undefined ? sql`${column} > ${after}` : sql`${column} = ${id}`;

/** One row more than asked for, by which it is known that there are more. */
export const rowCount = ({ id, limit = 0 }: RowsRequest): number => (id === undefined ? limit + 1 : 1);

/** A person by number and name. */
export const personJson = (id: string): SQL =>
  sql`(select jsonb_build_object('id', p.id, 'name', ${personName("p")}) from people p where p.id = ${sql.raw(id)})`;

export const allOf = (conditions: readonly SQL[]): SQL => sql.join([sql`true`, ...conditions], sql` and `);
