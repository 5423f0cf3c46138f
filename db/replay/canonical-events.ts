import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import type { CanonicalEvent } from "./fold-records";

export type Reader = Sql | TransactionSql;

/** The canonical JSON of those events, in order. */
export async function readCanonicalEvents(reader: Reader, condition: PendingQuery<Row[]>): Promise<CanonicalEvent[]> {
  const rows = await reader<{ canonical: string }[]>`select canonical from events where ${condition} order by id`;
  return rows.map(({ canonical }) => JSON.parse(canonical));
}

/** Differences between the rows of a table and what its events imply. */
export function setDifferences(what: string, rows: readonly { said: string }[], expected: readonly string[]): string[] {
  const [actual, known] = [new Set(rows.map((row) => row.said)), new Set(expected)];
  return [
    ...[...actual].filter((one) => !known.has(one)).map((one) => `${what} ${one} has no event`),
    ...[...known].filter((one) => !actual.has(one)).map((one) => `${what} ${one} has no row`),
  ];
}
