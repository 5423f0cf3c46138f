import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import type { Told } from "./fold";

export type Reader = Sql | TransactionSql;

/** The canonical JSON of those events, in order. */
export async function toldOf(reader: Reader, which: PendingQuery<Row[]>): Promise<Told[]> {
  const rows = await reader<{ canonical: string }[]>`select canonical from events where ${which} order by id`;
  return rows.map(({ canonical }) => JSON.parse(canonical));
}

/** Differences between the rows of a table and what its events imply. */
export function unlike(what: string, rows: readonly { said: string }[], told: readonly string[]): string[] {
  const [said, known] = [new Set(rows.map((row) => row.said)), new Set(told)];
  return [
    ...[...said].filter((one) => !known.has(one)).map((one) => `${what} ${one} is in no event`),
    ...[...known].filter((one) => !said.has(one)).map((one) => `${what} ${one} is in no table`),
  ];
}
