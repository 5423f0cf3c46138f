import { type SQL, sql } from "drizzle-orm";

/** A column's instant as ISO in UTC, with microseconds: as `utc`, but without the cost of a call for each of a hundred thousand rows. */
export const instant = (column: string): SQL =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
