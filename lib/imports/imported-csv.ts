import { byteOrderMark, toCsvLines } from "@/lib/csv/write-csv";
import { type ImportedFieldName, importedFieldNames, importedFields } from "./imported-fields";
import { importedNumber } from "./imported-number";

type FileRow = { readonly importId: number; readonly rowNumber: number; readonly sourceSystem: string } & Readonly<
  Record<ImportedFieldName, string | null>
>;

/** The first line of the file of imported records, after a byte order mark if wanted. */
export const importedCsvHead = (bom: boolean): string =>
  (bom ? byteOrderMark : "") +
  toCsvLines([["Imported record", "System", ...importedFieldNames.map((name) => importedFields[name].label)]]);

/** Lines of the file; no text is left that a spreadsheet would take for a formula. */
export const importedCsvRows = (rows: readonly FileRow[]): string =>
  toCsvLines(
    rows.map((row) => [
      importedNumber(row.importId, row.rowNumber),
      row.sourceSystem,
      ...importedFieldNames.map((name) => row[name]),
    ]),
  );
