import { createHash } from "node:crypto";
import type { ISql } from "postgres";
import type { TableSummary } from "./backup-format";
import { copyOut, type TableLayout } from "./table-layout";

/** Reads a table's rows, passes their bytes to `take` piece by piece, with how many rows there were so far, and returns how many there are and their hash. */
export async function copyRows(
  sql: ISql,
  layout: TableLayout,
  take: (bytes: Buffer, rows: number) => Promise<void>,
): Promise<TableSummary> {
  const counter = new RowCounter();
  const rows = await sql.unsafe(copyOut(layout)).readable();
  for await (const bytes of rows) {
    counter.add(bytes);
    await take(bytes, counter.rows);
  }
  // postgres 3.4.9 pauses its connection at a full buffer and resumes it when it is asked for more, which nobody does after the last.
  rows._read(0);
  return { table: layout.table, columns: [...layout.columns], ...counter.summary() };
}

const lineFeed = 10;

/** Counts and hashes the rows of a table, however its bytes are cut: each row ends with the one line feed that it has. */
export class RowCounter {
  #rows = 0;
  readonly #hash = createHash("sha256");

  get rows(): number {
    return this.#rows;
  }

  add(bytes: Buffer): void {
    this.#hash.update(bytes);
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) this.#rows += 1;
  }

  summary(): Pick<TableSummary, "rows" | "sha256"> {
    return { rows: this.#rows, sha256: this.#hash.digest("hex") };
  }
}
