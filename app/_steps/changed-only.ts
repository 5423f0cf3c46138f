/**
 * The posted fields that differ from what the record says now; an empty text means that the field is cleared. A box that is
 * not ticked says no more than a record that never spoke of it.
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
