import { parse } from "csv-parse";
import { cellsIn, type SystemRow, systemColumns, type WrongRow } from "./systems-file-rows";

export type SystemsFile = { readonly rows: readonly SystemRow[]; readonly wrong: readonly WrongRow[] };
type ReadSystems = ({ readonly ok: true } & SystemsFile) | { readonly ok: false; readonly sentence: string };

/** The longest file, in bytes, and the most rows in one. */
export const longestSystemsFile = 2_000_000;
const mostSystems = 10_000;
/** The longest line of one, in characters: seven cells of five hundred, and room. */
const longestLine = 20_000;

/**
 * The systems in a CSV file (RFC 4180; parted by commas, semicolons or tabs, or by what a line `sep=` says), a row each, with the rows that cannot be read
 * and why; days are read in `zone`. Else a sentence that says what is wrong with the file as a whole. Read with pauses, in which others
 * can be served.
 */
export function* readingSystemsFile(text: string, zone: string): Generator<void, ReadSystems> {
  const wrong: WrongRow[] = [];
  const lines = yield* linesOf(text.replace(/\r\n?/g, "\n"), (line) =>
    wrong.push({ line, name: "", client: "", sentence: quoted }),
  );
  if (typeof lines === "string") return { ok: false, sentence: lines };
  const [head, ...rest] = lines;
  const heads = headsIn(head?.record ?? []);
  const sentence = headWrong(heads) ?? (rest.length > mostSystems ? tooMany : null);
  if (sentence) return { ok: false, sentence };
  const rows: SystemRow[] = [];
  for (const [place, { record, line }] of rest.entries()) {
    if (place % rowsAtOnce === 0) yield;
    if (record.every((cell) => cell.trim() === "")) continue;
    const read = cellsIn(withoutEmptyEnd(record, heads.length), heads, { line, zone });
    if ("sentence" in read) wrong.push(read);
    else rows.push(read);
  }
  return rows.length + wrong.length === 0 ? { ok: false, sentence: noRows } : { ok: true, ...onlyOnce(rows, wrong) };
}

const headsIn = (record: readonly string[]): readonly string[] =>
  withoutEmptyEnd(record, 0).map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, " "),
  );

/** Spreadsheets write empty cells behind the last column that says something. */
function withoutEmptyEnd(record: readonly string[], least: number): readonly string[] {
  const last = record.findLastIndex((cell) => cell.trim() !== "");
  return record.slice(0, Math.max(last + 1, least));
}

type Line = { readonly record: readonly string[]; readonly line: number };

const rowsAtOnce = 50;
const bytesAtOnce = 2048;

function* linesOf(text: string, onWrong: (line: number) => void): Generator<void, readonly Line[] | string> {
  const long = longLine(text);
  if (long)
    return `Line ${long} is longer than ${longestLine.toLocaleString("en")} characters, so it cannot be a system.`;
  const lines: Line[] = [];
  let last = 1;
  let isOpen = false;
  const [said, stated] = /^\ufeff?"?sep=([^\n])"?[^\n]*/i.exec(text) ?? [""];
  // Its line stays, empty: what is said of a row names the line that it has in the file.
  const rows = text.slice(said.length);
  const parser = parse({
    bom: true,
    delimiter: stated ?? delimiterOf(rows),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === "CSV_QUOTE_NOT_CLOSED") isOpen = true;
      else onWrong(Number(error?.lines ?? last));
    },
    on_record: (record: string[], { lines: until }) => {
      lines.push({ record, line: until - record.join("").split("\n").length + 1 });
      last = until;
      return null;
    },
  });
  // What is written is read at once: nothing comes out of it but by `on_record`.
  const bytes = new TextEncoder().encode(rows);
  for (let from = 0; from < bytes.length && lines.length <= mostSystems + 1; from += bytesAtOnce) {
    parser.write(bytes.subarray(from, from + bytesAtOnce));
    yield;
  }
  parser.end();
  return isOpen
    ? `A quotation mark that opens after line ${last} is never closed, so the rest of the file cannot be read. Close it and choose the file again.`
    : lines;
}

const delimiterOf = (text: string): string => {
  const lines = text.slice(0, 2 * longestLine).split("\n");
  const first = lines.find((line) => line.trim() !== "") ?? "";
  return [",", ";", "\t"].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
};

/** The number of the first line that is longer than any, or null. */
function longLine(text: string): number | null {
  let line = 1;
  for (let from = 0; from < text.length; line += 1) {
    const end = text.indexOf("\n", from);
    const length = (end < 0 ? text.length : end) - from;
    if (length > longestLine) return line;
    from += length + 1;
  }
  return null;
}

function headWrong(heads: readonly string[]): string | null {
  const known = systemColumns.join(", ");
  const stranger = heads.find((head) => !systemColumns.some((column) => column === head));
  if (!heads.includes("name") || !heads.includes("client"))
    return `The first line of the file names its columns, and “name” and “client” must be among them. Known columns: ${known}.`;
  if (stranger !== undefined)
    return `The file has a column “${stranger.slice(0, 60)}”, which is unknown. Known columns: ${known}.`;
  return new Set(heads).size < heads.length ? "The file names a column twice. Name each column once." : null;
}

/** Of several rows about one system the first counts. */
function onlyOnce(rows: readonly SystemRow[], wrong: readonly WrongRow[]): SystemsFile {
  const first = new Map<string, number>();
  const twice: WrongRow[] = [];
  const once = rows.filter(({ line, name, client }) => {
    const said = first.get(keyOfSystem(client, name));
    if (said === undefined) first.set(keyOfSystem(client, name), line);
    else twice.push({ line, name, client, sentence: `Line ${said} already names this system of this client.` });
    return said === undefined;
  });
  return { rows: once, wrong: [...wrong, ...twice].sort((one, other) => one.line - other.line) };
}

/** What tells two systems apart: a client has one of a name. */
const keyOfSystem = (client: string, name: string): string => `${client}\n${name}`;

const quoted = "A quotation mark is in the wrong place. Quote the whole cell, and double the marks inside.";
const noRows = "The file has column names but no systems. Add a line for each system.";
const tooMany = `A file can have at most ${mostSystems.toLocaleString("en")} systems. Split the file.`;
