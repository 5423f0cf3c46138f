import { parse } from "csv-parse";

/** A line of a table with its number in the file. */
export type CsvLine = { readonly record: readonly string[]; readonly line: number };

type CsvBounds = {
  /** As many lines as a file may have, the names of the columns included; at most one more is read. */
  readonly maxLines: number;
  /** The longest line, in characters. */
  readonly maxLineLength: number;
  /** What a line is, for the sentence about one that is too long: "a system". */
  readonly what: string;
  /** A line that cannot be read, and why. */
  readonly onInvalidLine: (line: number, sentence: string) => void;
};

const bytesPerChunk = 2048;

/**
 * The lines of a CSV file (RFC 4180; parted by commas, semicolons or tabs, or by what a line `sep=` says), or a sentence that says
 * what is wrong with the file as a whole. Read with pauses, in which others can be served.
 */
export function* parseCsvLines(
  text: string,
  { maxLines, maxLineLength, what, onInvalidLine }: CsvBounds,
): Generator<void, readonly CsvLine[] | string> {
  const whole = text.replace(/\r\n?/g, "\n");
  const overlong = firstOverlongLine(whole, maxLineLength);
  if (overlong)
    return `Line ${overlong} is longer than ${maxLineLength.toLocaleString("en")} characters, so it cannot be ${what}.`;
  const lines: CsvLine[] = [];
  let last = 1;
  let isOpen = false;
  const [separatorLine, separator] = /^\ufeff?"?sep=([^\n])"?[^\n]*/i.exec(whole) ?? [""];
  // Its line stays, empty: what is said of a row names the line that it has in the file.
  const rows = whole.slice(separatorLine.length);
  const parser = parse({
    bom: true,
    delimiter: separator ?? delimiterOf(rows, maxLineLength),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === "CSV_QUOTE_NOT_CLOSED") isOpen = true;
      else onInvalidLine(Number(error?.lines ?? last), strayQuoteSentence);
    },
    on_record: (record: string[], { lines: until }) => {
      lines.push({ record, line: until - record.join("").split("\n").length + 1 });
      last = until;
      return null;
    },
  });
  // What is written is read at once: nothing comes out of it but by `on_record`.
  const bytes = new TextEncoder().encode(rows);
  for (let from = 0; from < bytes.length && lines.length <= maxLines; from += bytesPerChunk) {
    parser.write(bytes.subarray(from, from + bytesPerChunk));
    yield;
  }
  parser.end();
  return isOpen
    ? `A quotation mark that opens after line ${last} is never closed, so the rest of the file cannot be read. Close it and choose the file again.`
    : lines;
}

const delimiterOf = (text: string, maxLineLength: number): string => {
  const lines = text.slice(0, 2 * maxLineLength).split("\n");
  const first = lines.find((line) => line.trim() !== "") ?? "";
  return [",", ";", "\t"].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
};

/** The number of the first line that is longer than any, or null. */
function firstOverlongLine(text: string, maxLineLength: number): number | null {
  let line = 1;
  for (let from = 0; from < text.length; line += 1) {
    const end = text.indexOf("\n", from);
    const length = (end < 0 ? text.length : end) - from;
    if (length > maxLineLength) return line;
    from += length + 1;
  }
  return null;
}

const strayQuoteSentence = "A quotation mark is in the wrong place. Quote the whole cell, and double the marks inside.";
