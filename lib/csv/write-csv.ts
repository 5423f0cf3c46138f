import { stringify } from "csv-stringify/sync";

/** Spreadsheets read UTF-8 as what it is only after this mark. */
export const byteOrderMark = "\uFEFF";

/** Lines of a CSV file (RFC 4180), in which no text is left that a spreadsheet would take for a formula. */
export const toCsvLines = (lines: unknown[][]): string =>
  stringify(lines, { record_delimiter: "windows", quote_record_delimiter: true, escape_formulas: true });
