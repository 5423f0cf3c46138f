/** The number of an import: `IMP-3`. */
export const importNumber = (importId: number): string => `IMP-${importId}`;

/** The number of an imported record: its import and its row, `IMP-3-17`. */
export const importedNumber = (importId: number, rowNumber: number): string => `IMP-${importId}-${rowNumber}`;

/** The page of an import, or of a record of it. */
export const importedPagePath = ({ importId, rowNumber }: ParsedNumber): string =>
  `/imports/${rowNumber === null ? importNumber(importId) : importedNumber(importId, rowNumber)}`;

type ParsedNumber = { readonly importId: number; readonly rowNumber: number | null };

/** The import, and the record if it names one; null for anything else. Letters may be of either case. */
export function parseImportedNumber(text: string): ParsedNumber | null {
  const [, importId, rowNumber] = /^imp-([1-9]\d{0,14})(?:-([1-9]\d{0,5}))?$/i.exec(text.trim()) ?? [];
  return importId === undefined
    ? null
    : { importId: Number(importId), rowNumber: rowNumber === undefined ? null : Number(rowNumber) };
}
