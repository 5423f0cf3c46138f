import { type CsvLine, parseCsvLines } from "@/lib/csv/csv-lines";
import { flattenObject, maxColumnLength, maxColumns } from "./flatten-object";

/** The longest file, in bytes, and the most rows in one. */
export const maxPastFileBytes = 10_000_000;
export const maxImportedRows = 20_000;
/** The longest line, in characters: an export has descriptions and comments beside what is read of it. */
const maxLineLength = 200_000;

/** A row by its line in the file, or its place in a list, with a cell for each column. */
export type PastRow = { readonly line: number; readonly cells: readonly string[] };
/** A row that is not read, and why. */
export type InvalidPastRow = { readonly line: number; readonly sentence: string };
export type PastFile = {
  readonly columns: readonly string[];
  readonly rows: readonly PastRow[];
  readonly invalid: readonly InvalidPastRow[];
};
type PastFileResult = ({ readonly ok: true } & PastFile) | { readonly ok: false; readonly sentence: string };

/**
 * The rows of an export in CSV or JSON: a list of objects, or one in `records`, `result` or `issues`. Else a sentence that says
 * what is wrong with the file as a whole. Read with pauses, in which others can be served.
 */
export function* parsePastFile(text: string): Generator<void, PastFileResult> {
  const isJson = /^\ufeff?\s*[[{]/.test(text);
  const file = isJson ? yield* parseJson(text.replace(/^\ufeff/, "")) : yield* parseCsv(text);
  if (typeof file === "string") return { ok: false, sentence: file };
  if (file.columns.length > maxColumns)
    return { ok: false, sentence: `The file has more than ${maxColumns} columns. Export fewer.` };
  if (file.rows.length + file.invalid.length > maxImportedRows)
    return {
      ok: false,
      sentence: `A file can have at most ${maxImportedRows.toLocaleString("en")} rows. Split the file.`,
    };
  if (file.rows.length + file.invalid.length === 0)
    return { ok: false, sentence: "The file has no rows. Export it again with the changes in it." };
  return { ok: true, ...file };
}

function* parseCsv(text: string): Generator<void, PastFile | string> {
  const invalid: InvalidPastRow[] = [];
  const lines = yield* parseCsvLines(text, {
    maxLines: maxImportedRows + 1,
    maxLineLength,
    what: "a change",
    onInvalidLine: (line, sentence) => invalid.push({ line, sentence }),
  });
  if (typeof lines === "string") return lines;
  const [head, ...rest] = lines;
  const columns = uniqueNames(withoutTrailingEmptyCells(head?.record ?? []));
  if (columns.length < 2)
    return "The first line of the file must name its columns, and a change needs at least two of them.";
  const rows: PastRow[] = [];
  for (const line of rest) {
    if (line.record.every((cell) => cell.trim() === "")) continue;
    const row = rowOf(line, columns.length);
    if ("sentence" in row) invalid.push(row);
    else rows.push(row);
    yield;
  }
  return { columns, rows, invalid };
}

function rowOf({ record, line }: CsvLine, columnCount: number): PastRow | InvalidPastRow {
  const cells = withoutTrailingEmptyCells(record);
  if (cells.length > columnCount || record.length < columnCount)
    return { line, sentence: `The row has ${record.length} cells, but the first line names ${columnCount} columns.` };
  return { line, cells: record.slice(0, columnCount) };
}

function* parseJson(text: string): Generator<void, PastFile | string> {
  const list = listIn(text);
  if (list === null)
    return "The file is no list of objects in JSON. Export the list itself, or an object with the list in “records”, “result” or “issues”.";
  // Counted before anything is made of it.
  if (list.length > maxImportedRows)
    return { columns: [], rows: list.map((_, index) => ({ line: index + 1, cells: [] })), invalid: [] };
  const places = new Map<string, number>();
  const rows: PastRow[] = [];
  const invalid: InvalidPastRow[] = [];
  for (const [index, item] of list.entries()) {
    yield;
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      invalid.push({ line: index + 1, sentence: "This is no object." });
      continue;
    }
    const cells: string[] = [];
    for (const [name, cell] of flattenObject(item)) {
      const place = places.get(name) ?? places.size;
      if (place > maxColumns) continue;
      places.set(name, place);
      cells[place] = cell;
    }
    rows.push({ line: index + 1, cells });
  }
  return { columns: [...places.keys()], rows, invalid };
}

function listIn(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
    const lists = Object.entries(Object(value)).filter(
      ([name, list]) => listNames.includes(name) && Array.isArray(list),
    );
    const [, list] = lists[0] ?? [];
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

const listNames = ["records", "result", "issues", "data"];

/** Spreadsheets write empty cells behind the last column that says something. */
const withoutTrailingEmptyCells = (record: readonly string[]): readonly string[] =>
  record.slice(0, record.findLastIndex((cell) => cell.trim() !== "") + 1);

/** Exports repeat the name of a field with several values: each after the first gets a number. */
function uniqueNames(record: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return record.map((cell, index) => {
    const name = cell.replace(/\s+/g, " ").trim().slice(0, maxColumnLength) || `Column ${index + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
