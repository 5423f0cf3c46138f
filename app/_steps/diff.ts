/**
 * Compares posted fields with the record's values; an empty text clears its field. An unticked box is equal to a value that
 * was never set.
 */
export const changedFields = (values: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).filter(([field, value]) => toComparable(value) !== toComparable(now[field])),
  );

const toComparable = (value: unknown): string =>
  value === null || value === undefined || value === "" || value === false
    ? ""
    : JSON.stringify(Array.isArray(value) ? [...value].sort() : withSortedKeys(value));

const withSortedKeys = (value: unknown) =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
    : value;
