import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { TransactionSql } from "postgres";
import { buildsTable } from "./installed-build";
import { tableFunctions } from "./sql-definitions";

const folder = fileURLToPath(new URL("../migrations", import.meta.url));

/**
 * Makes, in an empty database, the tables as they were after the migration `last` (its time in the journal), with the rows that
 * migrations write, without triggers and rights: those are of `migrate`. The migrations are not recorded.
 */
export async function makeTablesOfMigration(tx: TransactionSql, last: number): Promise<void> {
  await tx.unsafe((await tableFunctions()).join("\n"));
  const migrations = readMigrationFiles({ migrationsFolder: folder }).filter(
    ({ folderMillis }) => folderMillis <= last,
  );
  for (const statement of migrations.flatMap(({ sql }) => sql)) await tx.unsafe(statement);
  // The migrator's own table, as it makes it.
  await tx.unsafe("create schema if not exists drizzle");
  await tx.unsafe(
    "create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  await tx.unsafe(buildsTable);
}
