import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

// A function that sets its search_path cannot be inlined, and costs a switch at each call: reads write the expression itself.

const isoFormat = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** An instant as ISO in UTC, with microseconds: what SQL's `utc` returns, for an expression of a `timestamptz`. */
export const isoInstant = (at: string): SQL => sql.raw(`to_char((${at}) at time zone 'UTC', ${isoFormat})`);

type NullIfNullable<Column extends PgColumn> = Column["_"]["notNull"] extends true ? never : null;

/** The same of a column of the query builder, or of an expression with parameters. */
export const isoColumn = <Column extends PgColumn>(at: Column): SQL<string | NullIfNullable<Column>> => isoValue(at);

/** The same of an expression with parameters. */
export const isoValue = <Value = string>(at: SQL | PgColumn): SQL<Value> =>
  sql<Value>`to_char((${at}) at time zone 'UTC', ${sql.raw(isoFormat)})`;
