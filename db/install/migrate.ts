import { fileURLToPath } from "node:url";
import { ne, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { connect } from "@/db/connection/connect";
import { DatabaseError } from "@/db/connection/database-error";
import { installQueue } from "@/db/notices/queue/install-queue";
import { requireWords } from "@/db/rules/refusal-codes";
import { givenRulebook } from "@/db/rules/rules-table";
import { installation } from "@/db/schema/installation";
import { defaultOrganisation } from "@/lib/settings/organisation";
import { applyLivingSql } from "./apply-living-sql";
import {
  hashOfBuild,
  hasMigrationsToCome,
  noteBuild,
  refuseReplacedBuild,
  refuseUnknownMigrations,
} from "./build-of-database";
import { functionsOfTables, livingSql } from "./living-sql";
import { inMigrationTurn } from "./migration-turn";

const folder = fileURLToPath(new URL("../migrations", import.meta.url));

export type InstallationKind = "demo" | "production";

/**
 * Brings the database at `url` (its owner's) up to date: migrations, the functions of `db/sql`, the rulebook, the zone by
 * which days are judged, the name of the organisation, the queue's own schema; in its turn, while no other does. Refuses one that a newer build has brought further,
 * before anything is touched; `goBack` to functions and a rulebook that were replaced is meant on purpose.
 */
export const migrate = (url: string, kind: InstallationKind, how: How = {}): Promise<void> =>
  inMigrationTurn(url, () => migrateAlone(url, kind, how));

/** How a database is brought up to date, by what its environment says. */
export type How = { readonly goBack?: boolean; readonly siteTimezone?: string; readonly organisation?: string };

async function migrateAlone(
  url: string,
  kind: InstallationKind,
  { goBack = false, siteTimezone = "UTC", organisation = defaultOrganisation }: How,
): Promise<void> {
  const client = connect(url, { max: 1, onnotice: () => {} });
  const db = drizzle(client);
  try {
    requireWords((await livingSql()).functions.join("\n"));
    await refuseUnknownMigrations(db);
    const build = await hashOfBuild();
    if (!goBack) await refuseReplacedBuild(db, build);
    if (await hasMigrationsToCome(db)) await db.execute(sql.raw((await functionsOfTables()).join("\n")));
    await applyMigrations(db, { migrationsFolder: folder });
    const finish = (anew: boolean) =>
      db.transaction(async (tx) => {
        await noteBuild(tx, build);
        await applyLivingSql(tx, anew);
        await tx.insert(installation).values({ kind, siteTimezone, organisation }).onConflictDoNothing();
        // Fails for a zone that PostgreSQL does not know, rather than at the first rule that needs it.
        await tx.execute(
          sql`update installation set site_timezone = ${siteTimezone} where (now() at time zone ${siteTimezone}) is not null and site_timezone <> ${siteTimezone}`,
        );
        await tx.update(installation).set({ organisation }).where(ne(installation.organisation, organisation));
        const { rules, words, notices } = givenRulebook();
        await tx.execute(
          sql`insert into given_rulebook values (${rules}::text::jsonb, ${words}::text::jsonb, ${notices}::text::jsonb)`,
        );
        await tx.execute(sql`select record_rulebook('start')`);
      });
    await finish(false).catch((error: unknown) => {
      if (!isOfChangedSignature(error)) throw error;
      return finish(true);
    });
    await installQueue(url, client);
  } finally {
    await client.end();
  }
}

// `create or replace` requires the same parameter names, columns and result type.
const isOfChangedSignature = (error: unknown) =>
  error instanceof DatabaseError && ["42P13", "42P16"].includes(error.code);
