import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

export type Database = Pick<PgDatabase<PgQueryResultHKT, Record<string, never>>, "execute" | "select">;

/**
 * The rows of a query written in SQL, as `Row`. The named boundary between SQL and types: each caller's columns are
 * held to its `Row` by the tests of its page.
 */
export async function rowsOf<Row>(db: Database, query: SQL): Promise<Row[]> {
  return answerTo(async () => Array.from((await db.execute(query)) as unknown as Iterable<Row>));
}

/** The rows of a query of the builder: `ask` makes it, and its tables type it. */
export async function answerTo<Rows>(ask: () => PromiseLike<Rows>): Promise<Rows> {
  try {
    return await ask();
  } catch (error) {
    // The driver fails from its socket: whoever looks for the fault wants to know who asked.
    if (error instanceof Error) Error.captureStackTrace(error, answerTo);
    throw error;
  }
}

/** A row of a query of the builder, as its tables type it. */
export type RowOf<Query extends (...asked: never[]) => PromiseLike<readonly unknown[]>> = Readonly<
  Awaited<ReturnType<Query>>[number]
>;
