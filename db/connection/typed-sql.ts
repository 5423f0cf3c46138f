import { type SQL, sql } from "drizzle-orm";
import { type PgDatabase, PgDialect, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { strictRow } from "./row-schemas";

export type Database = Pick<PgDatabase<PgQueryResultHKT, Record<string, never>>, "execute" | "select">;

/** A raw SQL query with the schema of its rows. Their type is inferred from it, and tests validate the rows against it. */
export type Query<Row> = SQL & { readonly row: z.ZodType<Row> };

/** A tagged template like `sql`, for queries whose rows have exactly these columns. */
export function typedSql<Columns extends z.ZodRawShape>(columns: Columns) {
  const row = strictRow(columns);
  return (text: TemplateStringsArray, ...values: unknown[]): Query<z.infer<typeof row>> =>
    Object.assign(sql(text, ...values), { row });
}

/** A part of a query that never varies, as its text: otherwise each run puts it together again from all its parts. */
export const constantSql = (part: SQL): SQL => sql.raw(new PgDialect().sqlToQuery(part.inlineParams()).sql);

/** Runs a raw SQL query. Rows are not validated here, because pages wait for them: tests do (testing/reads/checked-rows.ts). */
export async function queryRows<Row>(db: Database, typedQuery: Query<Row>): Promise<Row[]> {
  return runQuery(async () => Array.from((await db.execute(typedQuery)) as unknown as Iterable<Row>));
}

/** Runs a query of the builder, whose rows are typed by its tables. */
export async function runQuery<Rows>(makeQuery: () => PromiseLike<Rows>): Promise<Rows> {
  try {
    return await makeQuery();
  } catch (error) {
    // The driver's error has the stack of its socket; the stack of the caller is the useful one.
    if (error instanceof Error) Error.captureStackTrace(error, runQuery);
    throw error;
  }
}

/** The row type of a query of the builder. */
export type RowOf<Query extends (...typedQuery: never[]) => PromiseLike<readonly unknown[]>> = Readonly<
  Awaited<ReturnType<Query>>[number]
>;
