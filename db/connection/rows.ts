import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

export type Database = Pick<PgDatabase<PgQueryResultHKT, Record<string, never>>, "execute">;

/**
 * The rows of a query written in SQL, as `Row`. The named boundary between SQL and types: each caller's columns are
 * held to its `Row` by the tests of its page.
 */
export async function rowsOf<Row>(db: Database, query: SQL): Promise<Row[]> {
  try {
    const result: unknown = await db.execute(query);
    return Array.from(result as Iterable<Row>);
  } catch (error) {
    // The driver fails from its socket: whoever looks for the fault wants to know who asked.
    if (error instanceof Error) Error.captureStackTrace(error, rowsOf);
    throw error;
  }
}
