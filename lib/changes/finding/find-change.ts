import { importedPagePath, parseImportedNumber } from "@/lib/imports/imported-number";

/** What the search of the header sends beside its words, so that an exact number leads to its record. */
export const findParams = { go: "1" } as const;

/** The page of the record that the header's search names by its number; null where it names none, or where the list is asked for. */
export function foundRecordPath({ go, q }: Readonly<Record<string, unknown>>): string | null {
  if (go !== findParams.go || typeof q !== "string") return null;
  const imported = parseImportedNumber(q);
  if (imported) return importedPagePath(imported);
  const [, prefix = "CHG", number] = /^\s*(?:(CHG|INC)[-\s]?)?(\d{1,15})\s*$/i.exec(q) ?? [];
  if (!number) return null;
  return prefix.toUpperCase() === "INC" ? `/incidents/INC-${Number(number)}` : `/changes/CHG-${Number(number)}`;
}
