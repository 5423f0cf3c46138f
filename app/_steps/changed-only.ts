/**
 * Compares posted fields with the record's values; an empty text clears its field. An unticked box is equal to a value that
 * was never set.
 */
export const changedOnly = (posted: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(posted).filter(([field, value]) => comparable(value) !== comparable(now[field])));

const comparable = (value: unknown): string =>
  value === null || value === undefined || value === "" || value === false
    ? ""
    : JSON.stringify(Array.isArray(value) ? [...value].sort() : sorted(value));

const sorted = (value: unknown) =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
    : value;
