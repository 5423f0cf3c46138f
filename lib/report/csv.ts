import { byteOrderMark, toCsvLines } from "@/lib/csv/write-csv";
import { type ReportRow, reportColumns } from "./report-columns";

/** The first line of the report's file, after a byte order mark if wanted. */
export const csvHead = (bom: boolean): string =>
  (bom ? byteOrderMark : "") + toCsvLines([reportColumns.map(([name]) => name)]);

/** Lines of the report's file: RFC 4180, and no text is left that a spreadsheet would take for a formula. */
export const csvRows = (rows: readonly ReportRow[]): string =>
  toCsvLines(rows.map((row) => reportColumns.map(([, of]) => of(row))));
