import { fileURLToPath } from "node:url";
import { ne, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { connect } from "@/db/connection/connect";
import { DatabaseError } from "@/db/connection/database-error";
import { installQueue } from "@/db/notices/queue/install-queue";
import { requireRefusalMessages } from "@/db/rules/refusal-codes";
import { rulebookRows } from "@/db/rules/rulebook-rows";
import { installation } from "@/db/schema/installation";
import { defaultOrganisation } from "@/lib/settings/organisation";
import { applySqlDefinitions } from "./apply-sql-definitions";
import {
  buildHash,
  hasPendingMigrations,
  recordBuild,
  refuseReplacedBuild,
  refuseUnknownMigrations,
} from "./installed-build";
import { withMigrationLock } from "./migration-lock";
import { readSqlDefinitions, tableFunctions } from "./sql-definitions";

const folder = fileURLToPath(new URL("../migrations", import.meta.url));

export type InstallationKind = "demo" | "production";

/**
 * Brings the database at `url` (its owner's) up to date: migrations, the functions of `db/sql`, the rulebook, the zone by
 * which days are judged, the name of the organisation, the queue's own schema; in its turn, while no other does. Refuses one that a newer build has brought further,
 * before anything is touched; `goBack` to functions and a rulebook that were replaced is meant on purpose.
 */
export const migrate = (url: string, kind: InstallationKind, how: MigrateOptions = {}): Promise<void> =>
  withMigrationLock(url, () => migrateAlone(url, kind, how));

/** How a database is brought up to date, by what its environment says. */
export type MigrateOptions = {
  readonly goBack?: boolean;
  readonly siteTimezone?: string;
  readonly organisation?: string;
};

async function migrateAlone(
  url: string,
  kind: InstallationKind,
  { goBack = false, siteTimezone = "UTC", organisation = defaultOrganisation }: MigrateOptions,
): Promise<void> {
  const client = connect(url, { max: 1, onnotice: () => {} });
  const db = drizzle(client);
  try {
    requireRefusalMessages((await readSqlDefinitions()).functions.join("\n"));
    await refuseUnknownMigrations(db);
    const build = await buildHash();
    if (!goBack) await refuseReplacedBuild(db, build);
    if (await hasPendingMigrations(db)) await db.execute(sql.raw((await tableFunctions()).join("\n")));
    await applyMigrations(db, { migrationsFolder: folder });
    const finish = (fromScratch: boolean) =>
      db.transaction(async (tx) => {
        await recordBuild(tx, build);
        await applySqlDefinitions(tx, fromScratch);
        await tx.insert(installation).values({ kind, siteTimezone, organisation }).onConflictDoNothing();
        // Fails for a zone that PostgreSQL does not know, rather than at the first rule that needs it.
        await tx.execute(
          sql`update installation set site_timezone = ${siteTimezone} where (now() at time zone ${siteTimezone}) is not null and site_timezone <> ${siteTimezone}`,
        );
        await tx.update(installation).set({ organisation }).where(ne(installation.organisation, organisation));
        const { rules, words, notices } = rulebookRows();
        await tx.execute(
          sql`insert into submitted_rulebook values (${rules}::text::jsonb, ${words}::text::jsonb, ${notices}::text::jsonb)`,
        );
        await tx.execute(sql`select record_rulebook('start')`);
      });
    await finish(false).catch((error: unknown) => {
      if (!isChangedSignature(error)) throw error;
      return finish(true);
    });
    await installQueue(url, client);
  } finally {
    await client.end();
  }
}

// `create or replace` requires the same parameter names, columns and result type.
const isChangedSignature = (error: unknown) =>
  error instanceof DatabaseError && ["42P13", "42P16"].includes(error.code);
