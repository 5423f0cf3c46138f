import { type SQL, sql } from "drizzle-orm";

/** The display name of a person: what SQL's `display_name` returns, which is called for namesakes only. */
export const personName = (person: string): SQL<string> => displayName("people", person);

/** The display name of a system. */
export const systemName = (system: string): SQL<string> => displayName("systems", system);

const displayName = (table: "people" | "systems", row: string): SQL<string> => {
  const hasNamesake = `exists (select from ${table} namesake where fold_name(namesake.name) = ${foldedNameOf(row)} and namesake.id <> ${row}.id)`;
  return sql<string>`${sql.raw(`case when ${hasNamesake} then ${row}.display_name else ${row}.name end`)}`;
};

// What fold_name does first, without its call: most names need no more. The collation is that of its index.
const foldedNameOf = (row: string) =>
  `case when ${row}.name ~ '^[!-~]+( [!-~]+)*$' then lower(${row}.name collate "C") collate "default" else fold_name(${row}.name) end`;
