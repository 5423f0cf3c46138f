import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

// Typed wrappers of our SQL functions for Drizzle's query builder.

type NullIfNullable<Column extends PgColumn> = Column["_"]["notNull"] extends true ? never : null;

/** A column's instant as ISO text in UTC, with microseconds. */
export const utc = <Column extends PgColumn>(at: Column): SQL<string | NullIfNullable<Column>> => sql`utc(${at})`;

/** The name of a person or a system, made unique where another has the same. */
export const displayName = (one: PgTable): SQL<string> => sql`${one}.display_name`;
