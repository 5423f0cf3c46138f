import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

// What the builder's queries ask of Postgres' functions, typed by their columns.

type OrNull<Column extends PgColumn> = Column["_"]["notNull"] extends true ? never : null;

/** A column's instant as ISO text in UTC, with microseconds. */
export const utc = <Column extends PgColumn>(at: Column): SQL<string | OrNull<Column>> => sql`utc(${at})`;

/** What people call a person or a system, apart from their namesakes. */
export const called = (one: PgTable): SQL<string> => sql`${one}.called`;
