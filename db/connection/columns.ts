import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, customType, timestamp } from "drizzle-orm/pg-core";

export const bigintNumber = (name: string) => bigint(name, { mode: "number" });
export const timestamptz = (name: string) => timestamp(name, { withTimezone: true, precision: 6 });
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const tstzrange = customType<{ data: string }>({ dataType: () => "tstzrange" });
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
export const interval = customType<{ data: string }>({ dataType: () => "interval" });

/** `column in ('a', 'b')` for a check constraint, so that the lists of lib are not repeated in the schema. */
export const inList = (column: string, values: readonly string[]): SQL =>
  sql.raw(`${column} in (${values.map((word) => `'${word}'`).join(", ")})`);

/** A name folded for comparison, for an index. */
export const foldedName = (column: AnyPgColumn): SQL => sql`fold_name(${column})`;
