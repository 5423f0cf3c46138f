import { type ImportedRecord, importedFieldNames, importedFields } from "./imported-fields";

/**
 * The text of a record that is hashed: the salt, the row's number and each field, as `length in bytes:text`, an empty one as `-`,
 * parted by commas; times in UTC with microseconds. The same as `imported_record_hash()` builds it.
 */
export const canonicalRecord = (record: ImportedRecord, rowNumber: number, salt: string): string =>
  [salt, String(rowNumber), ...importedFieldNames.map((name) => canonicalValue(record, name))]
    .map(withLength)
    .join(",");

const canonicalValue = (record: ImportedRecord, name: (typeof importedFieldNames)[number]): string | null => {
  const value = record[name];
  return value !== null && importedFields[name].kind === "time" ? `${value.slice(0, -1)}000Z` : value;
};

const withLength = (value: string | null): string =>
  value === null ? "-" : `${new TextEncoder().encode(value).length}:${value}`;
