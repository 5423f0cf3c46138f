import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { z } from "zod";
import { connect } from "@/db/connection/connect";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import journal from "@/db/migrations/meta/_journal.json";
import { rulebookRows } from "@/db/rules/rulebook-rows";
import { readSqlDefinitions } from "./sql-definitions";

const knownMigrations = journal.entries.map(({ when }) => when);
const baseline = Math.min(...knownMigrations);

/** The name of the newest migration that this build knows. */
export const lastMigration = journal.entries.at(-1)?.tag ?? "";

/** Whether the database still needs a migration of this build. */
export async function hasPendingMigrations(db: Database): Promise<boolean> {
  const applied = await appliedMigrations(db);
  return Math.max(0, ...applied) < Math.max(...knownMigrations);
}

const appliedSql = typedSql({ applied_at: z.string() });
const hashSql = typedSql({ hash: z.string() });
const whenSql = typedSql({ when: z.string() });
const existsSql = typedSql({ there: z.boolean() });

/** One hash of everything that this build writes besides migrations: functions and rulebook. */
export async function buildHash(): Promise<string> {
  return createHash("sha256")
    .update(JSON.stringify([await readSqlDefinitions(), rulebookRows()]))
    .digest("hex");
}

/** Refuses a database that a newer build has migrated; for processes that do not migrate it themselves. */
export async function refuseNewerDatabase(url: string): Promise<void> {
  const client = connect(url, { max: 1, onnotice: () => {} });
  try {
    const db = drizzle(client);
    await refuseUnknownMigrations(db);
    await refuseReplacedBuild(db, await buildHash());
  } finally {
    await client.end();
  }
}

/** Refuses a database with migrations that this build does not know, with an error that says what to do. Reads only. */
export async function refuseUnknownMigrations(db: Database): Promise<void> {
  const applied = await appliedMigrations(db);
  const newest = Math.max(...applied);
  if (applied.length > 0 && newest < baseline) {
    throw new Error(
      "This database is from a build before the first release and lacks some of its migrations. Nothing was changed. Start the last build before the baseline once, then this one.",
    );
  }
  // Migrations before the baseline are part of it.
  const unknown = applied.filter((when) => when > baseline && !knownMigrations.includes(when)).length;
  if (unknown === 0) return;
  const them = unknown === 1 ? "a migration" : `${unknown} migrations`;
  throw new Error(
    `This database was brought up to date by a newer build of Windlass: it has ${them} that this build does not know. Nothing was changed. Start that build, or a later one.`,
  );
}

/** Refuses a database whose functions and rulebook come from a build that replaced this one. */
export async function refuseReplacedBuild(db: Database, hash: string): Promise<void> {
  if (!(await tableExists(db, "drizzle.builds"))) return;
  const [next] = await queryRows(
    db,
    appliedSql`select to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as applied_at from drizzle.builds
      where place > (select place from drizzle.builds where hash = ${hash}) order by place limit 1`,
  );
  if (!next) return;
  throw new Error(
    `This database has the rules and functions of a later build of Windlass, which replaced this one on ${next.applied_at} UTC. Nothing was changed. Start the later build. To go back to this one on purpose: npm run db:migrate -- --go-back`,
  );
}

/** Records, in the transaction that writes them, from which build the functions and the rulebook are. */
export async function recordBuild(db: Database, hash: string): Promise<void> {
  await db.execute(sql.raw(buildsTable));
  const [last] = await queryRows(db, hashSql`select hash from drizzle.builds order by place desc limit 1`);
  if (last?.hash === hash) return;
  await db.execute(sql`delete from drizzle.builds where hash = ${hash}`);
  await db.execute(sql`insert into drizzle.builds (hash) values (${hash})`);
}

/** The statement that makes the table of builds, where it is missing. */
export const buildsTable = `create table if not exists drizzle.builds (
  place bigint generated always as identity primary key, hash text not null unique, applied_at timestamptz not null default now())`;

/** Whether this build has that migration, by its time in the journal. */
export const isKnownMigration = (when: number): boolean => knownMigrations.includes(when);

async function appliedMigrations(db: Database): Promise<number[]> {
  if (!(await tableExists(db, "drizzle.__drizzle_migrations"))) return [];
  const rows = await queryRows(db, whenSql`select created_at::text as when from drizzle.__drizzle_migrations`);
  return rows.map(({ when }) => Number(when));
}

async function tableExists(db: Database, table: string): Promise<boolean> {
  const [row] = await queryRows(db, existsSql`select to_regclass(${table}) is not null as there`);
  return row?.there ?? false;
}
