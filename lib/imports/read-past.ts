import { hasVisibleText } from "@/lib/text/has-visible-text";
import {
  type ColumnMapping,
  type ImportedFieldName,
  type ImportedRecord,
  importedFieldNames,
  importedFields,
} from "./imported-fields";
import { type DateOrder, parseMoment } from "./parse-moment";
import type { InvalidPastRow, PastFile, PastRow } from "./parse-past-file";

/** How a file is read: which column is which field, in which order dates are, and in which zone times without an offset. */
export type Reading = { readonly mapping: ColumnMapping; readonly dateOrder: DateOrder; readonly zone: string };

type ReadRow = { readonly line: number; readonly record: ImportedRecord };
/** The rows as they would be imported, and those that are not, each with its columns and why. */
export type ReadPast = { readonly rows: readonly ReadRow[]; readonly invalid: readonly InvalidPastRow[] };

/** Reads every row by its mapping, with pauses. Of several rows with one number the first counts; `withCredentials` are left out. */
export function* readPast(
  file: PastFile,
  reading: Reading,
  withCredentials: ReadonlySet<number> = new Set(),
): Generator<void, ReadPast> {
  const places = placesOf(file.columns, reading.mapping);
  const rows: ReadRow[] = [];
  const invalid: InvalidPastRow[] = [...file.invalid];
  const lineOfNumber = new Map<string, number>();
  for (const row of file.rows) {
    yield;
    const read = withCredentials.has(row.line)
      ? { line: row.line, sentence: credentialSentence }
      : readRow(row, places, reading);
    if ("sentence" in read) {
      invalid.push(read);
      continue;
    }
    const { foreignNumber } = read.record;
    const earlier = lineOfNumber.get(foreignNumber);
    if (earlier !== undefined)
      invalid.push({
        line: row.line,
        sentence: `${importedFields.foreignNumber.label}: row ${earlier} already has it.`,
      });
    else {
      lineOfNumber.set(foreignNumber, row.line);
      rows.push(read);
    }
  }
  return { rows, invalid: invalid.sort((one, other) => one.line - other.line) };
}

/** The texts of a row that would be stored: what is scanned for credentials. */
export const mappedTexts = (
  { cells }: PastRow,
  columns: readonly string[],
  mapping: ColumnMapping,
): readonly string[] => [...placesOf(columns, mapping).values()].map((place) => cells[place] ?? "");

/** The fields without which no row can be read, and that the mapping leaves out. */
export const missingFields = (mapping: ColumnMapping): readonly ImportedFieldName[] =>
  importedFieldNames.filter((name) => importedFields[name].isRequired && mapping[name] === undefined);

const placesOf = (columns: readonly string[], mapping: ColumnMapping): ReadonlyMap<ImportedFieldName, number> =>
  new Map(
    importedFieldNames.flatMap((name) => {
      const place = columns.indexOf(mapping[name] ?? "");
      return place < 0 ? [] : [[name, place] as const];
    }),
  );

const credentialSentence =
  "It has something that looks like a credential. Remove it from the file: records are printed and stored for good.";

function readRow(
  { line, cells }: PastRow,
  places: ReadonlyMap<ImportedFieldName, number>,
  reading: Reading,
): ReadRow | InvalidPastRow {
  const problems: string[] = [];
  const values = new Map<ImportedFieldName, string>();
  for (const name of importedFieldNames) {
    const place = places.get(name);
    const value = readCell(place === undefined ? "" : (cells[place] ?? ""), name, reading);
    if ("problem" in value) problems.push(`${importedFields[name].label} ${value.problem}.`);
    else if (value.text !== null) values.set(name, value.text);
  }
  const text = (name: ImportedFieldName) => values.get(name) ?? null;
  for (const [start, end] of spans)
    if ((text(start) ?? "") > (text(end) ?? "~"))
      problems.push(`${importedFields[end].label} is before ${importedFields[start].label.toLowerCase()}.`);
  if (problems.length > 0) return { line, sentence: problems.join(" ") };
  const { foreignNumber = "", title = "" } = Object.fromEntries(values);
  const rest = Object.fromEntries(importedFieldNames.map((name) => [name, text(name)])) as ImportedRecord; // every field by its name
  return { line, record: { ...rest, foreignNumber, title } };
}

const spans = [
  ["plannedStart", "plannedEnd"],
  ["actualStart", "actualEnd"],
] as const;

type CellValue = { readonly text: string | null } | { readonly problem: string };

function readCell(cell: string, name: ImportedFieldName, { dateOrder, zone }: Reading): CellValue {
  const { kind, maxLength, isRequired, isEnd } = { isRequired: false, isEnd: false, ...importedFields[name] };
  const text = name === "outcome" ? cell.trim() : cell.trim().replace(/\s+/g, " ");
  if (!hasVisibleText(text)) return isRequired ? { problem: "is missing" } : { text: null };
  if (text.length > maxLength) return { problem: `is longer than ${maxLength.toLocaleString("en")} characters` };
  if (controlCharacter.test(text)) return { problem: "has invisible control characters" };
  if (kind === "text")
    return name === "link" && !isWebLink(text)
      ? { problem: "is no link that starts with https:// or http://" }
      : { text };
  const moment = parseMoment(text, dateOrder, zone, isEnd);
  return moment.ok ? { text: moment.at } : { problem: `(“${text.slice(0, 40)}”) ${moment.sentence}` };
}

// The same as `has_control_chars` in SQL.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const controlCharacter = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069]/;

const isWebLink = (text: string): boolean => /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
