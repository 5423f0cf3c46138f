import { parseCsvLines } from "@/lib/csv/csv-lines";
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
  const lines = yield* parseCsvLines(text, {
    maxLines: maxSystems + 1,
    maxLineLength,
    what: "a system",
    onInvalidLine: (line, sentence) => invalid.push({ line, name: "", client: "", sentence }),
  });
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

const rowsPerChunk = 50;

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

const noRowsSentence = "The file has column names but no systems. Add a line for each system.";
const tooManySentence = `A file can have at most ${maxSystems.toLocaleString("en")} systems. Split the file.`;
