import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, customType, timestamp } from "drizzle-orm/pg-core";

export const key = (name: string) => bigint(name, { mode: "number" });
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 6 });
export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const span = customType<{ data: string }>({ dataType: () => "tstzrange" });
export const lexemes = customType<{ data: string }>({ dataType: () => "tsvector" });
export const length = customType<{ data: string }>({ dataType: () => "interval" });

/** `column in ('a', 'b')` for a check constraint, so that the lists of lib are not repeated in the schema. */
export const among = (column: string, words: readonly string[]): SQL =>
  sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(", ")})`);

/** A name folded for comparison, for an index. */
export const folded = (column: AnyPgColumn): SQL => sql`fold_name(${column})`;
