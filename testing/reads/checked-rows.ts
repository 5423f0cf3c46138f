import { vi } from "vitest";
import type { z } from "zod";
import type { Database, Query } from "@/db/connection/typed-sql";

// In every test of the database, each row that a query in SQL answers with is what its schema says, or the test fails.
// It stands before all tests of the project (vitest.config.ts); production parses nothing.

/** The file that declares each row's schema, of every module loaded. */
export const declaredRows = new Map<z.ZodType, string>();
/** Those of which a row was met. */
export const metRows = new Set<z.ZodType>();

vi.mock("@/db/connection/typed-sql", async (original) => {
  const actual = await original<typeof import("@/db/connection/typed-sql")>();
  const typedSql: typeof actual.typedSql = (columns) => {
    const tag = actual.typedSql(columns);
    declaredRows.set(tag``.row, callerFile(new Error().stack));
    return tag;
  };
  const queryRows = async <Row>(db: Database, query: Query<Row>): Promise<Row[]> => {
    const rows = await actual.queryRows(db, query);
    for (const row of rows) requireValidRow(query.row, row);
    return rows;
  };
  // Renamed in the original, they would no longer replace anything.
  const checked = { typedSql, queryRows } satisfies Partial<typeof actual>;
  return { ...actual, ...checked };
});

const callerFile = (stack = "") => /\/(db\/[^:?]+)/.exec(stack.split("\n")[2] ?? "")?.[1] ?? "nowhere";

function requireValidRow(schema: z.ZodType, row: unknown): void {
  const { error } = schema.safeParse(row);
  if (error) throw new Error(`A row is not what ${declaredRows.get(schema)} says of it: ${error.message}`);
  metRows.add(schema);
}
