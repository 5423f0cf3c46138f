import { stringify } from "csv-stringify/sync";
import { type ReportRow, reportColumns } from "./report-columns";

/** Spreadsheets read UTF-8 as what it is only after this mark. */
export const byteOrderMark = "\uFEFF";

/** The first line of the report's file, after a byte order mark if wanted. */
export const csvHead = (bom: boolean): string =>
  (bom ? byteOrderMark : "") + toCsvLines([reportColumns.map(([name]) => name)]);

/** Lines of the report's file: RFC 4180, and no text is left that a spreadsheet would take for a formula. */
export const csvRows = (rows: readonly ReportRow[]): string =>
  toCsvLines(rows.map((row) => reportColumns.map(([, of]) => of(row))));

/** Lines of a CSV file (RFC 4180), in which no text is left that a spreadsheet would take for a formula. */
export const toCsvLines = (lines: unknown[][]): string =>
  stringify(lines, { record_delimiter: "windows", quote_record_delimiter: true, escape_formulas: true });
