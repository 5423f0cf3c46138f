import { findCredentials } from "@/app/_steps/credentials";
import type { ColumnMapping } from "@/lib/imports/imported-fields";
import type { PastFile, PastRow } from "@/lib/imports/parse-past-file";
import { mappedTexts } from "@/lib/imports/read-past";

/** So many are scanned at once; row by row only where something was found. */
const rowsPerScan = 200;

/** The rows of the file with something that looks like a credential in a column that is read. Rows without any are scanned together. */
export async function rowsWithCredentials(file: PastFile, mapping: ColumnMapping): Promise<readonly number[]> {
  const found: number[] = [];
  for (let from = 0; from < file.rows.length; from += rowsPerScan)
    found.push(...(await scan(file.rows.slice(from, from + rowsPerScan), file.columns, mapping)));
  return found;
}

async function scan(
  rows: readonly PastRow[],
  columns: readonly string[],
  mapping: ColumnMapping,
): Promise<readonly number[]> {
  const { texts } = await findCredentials({ texts: rows.map((row) => mappedTexts(row, columns, mapping)) });
  const [only] = rows;
  if (!texts || only === undefined) return [];
  if (rows.length === 1) return [only.line];
  const half = Math.ceil(rows.length / 2);
  const [first, second] = [rows.slice(0, half), rows.slice(half)];
  return [...(await scan(first, columns, mapping)), ...(await scan(second, columns, mapping))];
}
