import { parse } from "csv-parse";
import { type InvalidRow, parseSystemRow, type SystemRow, systemColumns } from "./systems-file-rows";

export type SystemsFile = { readonly rows: readonly SystemRow[]; readonly invalid: readonly InvalidRow[] };
type SystemsFileResult = ({ readonly ok: true } & SystemsFile) | { readonly ok: false; readonly sentence: string };

/** The longest file, in bytes, and the most rows in one. */
export const maxSystemsFileBytes = 2_000_000;
const maxSystems = 10_000;
/** The longest line of one, in characters: seven cells of five hundred, and room. */
const maxLineLength = 20_000;

/**
 * The systems in a CSV file (RFC 4180; parted by commas, semicolons or tabs, or by what a line `sep=` says), a row each, with the rows that cannot be read
 * and why; days are read in `zone`. Else a sentence that says what is wrong with the file as a whole. Read with pauses, in which others
 * can be served.
 */
export function* parseSystemsFile(text: string, zone: string): Generator<void, SystemsFileResult> {
  const invalid: InvalidRow[] = [];
  const lines = yield* parseLines(text.replace(/\r\n?/g, "\n"), (line) =>
    invalid.push({ line, name: "", client: "", sentence: strayQuoteSentence }),
  );
  if (typeof lines === "string") return { ok: false, sentence: lines };
  const [head, ...rest] = lines;
  const columns = parseColumns(head?.record ?? []);
  const sentence = columnsProblem(columns) ?? (rest.length > maxSystems ? tooManySentence : null);
  if (sentence) return { ok: false, sentence };
  const rows: SystemRow[] = [];
  for (const [rowIndex, { record, line }] of rest.entries()) {
    if (rowIndex % rowsPerChunk === 0) yield;
    if (record.every((cell) => cell.trim() === "")) continue;
    const parsed = parseSystemRow(withoutTrailingEmptyCells(record, columns.length), columns, { line, zone });
    if ("sentence" in parsed) invalid.push(parsed);
    else rows.push(parsed);
  }
  return rows.length + invalid.length === 0
    ? { ok: false, sentence: noRowsSentence }
    : { ok: true, ...withoutDuplicates(rows, invalid) };
}

const parseColumns = (record: readonly string[]): readonly string[] =>
  withoutTrailingEmptyCells(record, 0).map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, " "),
  );

/** Spreadsheets write empty cells behind the last column that says something. */
function withoutTrailingEmptyCells(record: readonly string[], minLength: number): readonly string[] {
  const last = record.findLastIndex((cell) => cell.trim() !== "");
  return record.slice(0, Math.max(last + 1, minLength));
}

type Line = { readonly record: readonly string[]; readonly line: number };

const rowsPerChunk = 50;
const bytesPerChunk = 2048;

function* parseLines(text: string, onInvalidLine: (line: number) => void): Generator<void, readonly Line[] | string> {
  const overlong = firstOverlongLine(text);
  if (overlong)
    return `Line ${overlong} is longer than ${maxLineLength.toLocaleString("en")} characters, so it cannot be a system.`;
  const lines: Line[] = [];
  let last = 1;
  let isOpen = false;
  const [separatorLine, separator] = /^\ufeff?"?sep=([^\n])"?[^\n]*/i.exec(text) ?? [""];
  // Its line stays, empty: what is said of a row names the line that it has in the file.
  const rows = text.slice(separatorLine.length);
  const parser = parse({
    bom: true,
    delimiter: separator ?? delimiterOf(rows),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === "CSV_QUOTE_NOT_CLOSED") isOpen = true;
      else onInvalidLine(Number(error?.lines ?? last));
    },
    on_record: (record: string[], { lines: until }) => {
      lines.push({ record, line: until - record.join("").split("\n").length + 1 });
      last = until;
      return null;
    },
  });
  // What is written is read at once: nothing comes out of it but by `on_record`.
  const bytes = new TextEncoder().encode(rows);
  for (let from = 0; from < bytes.length && lines.length <= maxSystems + 1; from += bytesPerChunk) {
    parser.write(bytes.subarray(from, from + bytesPerChunk));
    yield;
  }
  parser.end();
  return isOpen
    ? `A quotation mark that opens after line ${last} is never closed, so the rest of the file cannot be read. Close it and choose the file again.`
    : lines;
}

const delimiterOf = (text: string): string => {
  const lines = text.slice(0, 2 * maxLineLength).split("\n");
  const first = lines.find((line) => line.trim() !== "") ?? "";
  return [",", ";", "\t"].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
};

/** The number of the first line that is longer than any, or null. */
function firstOverlongLine(text: string): number | null {
  let line = 1;
  for (let from = 0; from < text.length; line += 1) {
    const end = text.indexOf("\n", from);
    const length = (end < 0 ? text.length : end) - from;
    if (length > maxLineLength) return line;
    from += length + 1;
  }
  return null;
}

function columnsProblem(columns: readonly string[]): string | null {
  const known = systemColumns.join(", ");
  const unknownColumn = columns.find((head) => !systemColumns.some((column) => column === head));
  if (!columns.includes("name") || !columns.includes("client"))
    return `The first line of the file names its columns, and “name” and “client” must be among them. Known columns: ${known}.`;
  if (unknownColumn !== undefined)
    return `The file has a column “${unknownColumn.slice(0, 60)}”, which is unknown. Known columns: ${known}.`;
  return new Set(columns).size < columns.length ? "The file names a column twice. Name each column once." : null;
}

/** Of several rows about one system the first counts. */
function withoutDuplicates(rows: readonly SystemRow[], invalid: readonly InvalidRow[]): SystemsFile {
  const first = new Map<string, number>();
  const duplicates: InvalidRow[] = [];
  const unique = rows.filter(({ line, name, client }) => {
    const firstLine = first.get(systemKey(client, name));
    if (firstLine === undefined) first.set(systemKey(client, name), line);
    else
      duplicates.push({ line, name, client, sentence: `Line ${firstLine} already names this system of this client.` });
    return firstLine === undefined;
  });
  return { rows: unique, invalid: [...invalid, ...duplicates].sort((one, other) => one.line - other.line) };
}

/** What tells two systems apart: a client has one of a name. */
const systemKey = (client: string, name: string): string => `${client}\n${name}`;

const strayQuoteSentence = "A quotation mark is in the wrong place. Quote the whole cell, and double the marks inside.";
const noRowsSentence = "The file has column names but no systems. Add a line for each system.";
const tooManySentence = `A file can have at most ${maxSystems.toLocaleString("en")} systems. Split the file.`;
