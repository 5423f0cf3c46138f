import { type SQL, sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { record } from "./row";

export type Database = Pick<PgDatabase<PgQueryResultHKT, Record<string, never>>, "execute" | "select">;

/** A query written in SQL, with the schema of its rows: their type is inferred from it, and tests hold the rows to it. */
export type Query<Row> = SQL & { readonly row: z.ZodType<Row> };

/** `sql` for queries whose rows have these columns and no others. */
export function sqlWith<Columns extends z.ZodRawShape>(columns: Columns) {
  const row = record(columns);
  return (text: TemplateStringsArray, ...values: unknown[]): Query<z.infer<typeof row>> =>
    Object.assign(sql(text, ...values), { row });
}

/** The rows of a query in SQL. They are not parsed here, where pages wait: each is in the tests (testing/reads/checked-rows.ts). */
export async function rowsOf<Row>(db: Database, asked: Query<Row>): Promise<Row[]> {
  return answerTo(async () => Array.from((await db.execute(asked)) as unknown as Iterable<Row>));
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
