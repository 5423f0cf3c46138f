import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { z } from "zod";
import { appDb, appSql, exportDb } from "@/db/connection/client";
import { openPool } from "@/db/connection/pool";
import { poll } from "@/db/ledger/poll";

declare global {
  // A hot reload runs this module again; the pool outlives it.
  var windlassReplica: { readonly sql: Sql; readonly db: PostgresJsDatabase } | undefined;
}

/** How long a report waits for a replica that is behind, in milliseconds, before the primary serves it. */
const waitMs = 5_000;
const pauseMs = 50;

const positionRow = z.object({ position: z.string() });
const replicaRow = z.object({ isCurrent: z.boolean(), ageSeconds: z.coerce.number().nullable() });

/** For what a report's page reads: the replica, or the pages' own database where there is none that is up to date. */
export const reportDb = async (): Promise<PostgresJsDatabase> => (await currentReplica()) ?? appDb();

/** The same for exports, whose own connections leave the pages theirs. */
export const exportReadDb = async (): Promise<PostgresJsDatabase> => (await currentReplica()) ?? exportDb();

/**
 * The database of READ_DATABASE_URL, once it has everything that was committed when this was called; null without that variable,
 * and where it is away or stays behind, which is logged with its age.
 */
async function currentReplica(): Promise<PostgresJsDatabase | null> {
  const url = process.env.READ_DATABASE_URL;
  if (!url) return null;
  const replica = openReplica(url);
  const [row] = await appSql()`select pg_current_wal_lsn()::text as position`;
  const { position } = positionRow.parse(row);
  const late = await waitFor(replica.sql, position).catch(() => "It does not answer.");
  if (late === null) return replica.db;
  console.error(`The replica of READ_DATABASE_URL does not serve this report: ${late}`);
  return null;
}

function openReplica(url: string) {
  if (!globalThis.windlassReplica) {
    // Two pools: drizzle changes the parsers of the client it is given.
    const sql = openPool(url, { name: "windlass replica state", max: 1 });
    const db = drizzle({ client: openPool(url, { name: "windlass replica", max: 3 }) });
    globalThis.windlassReplica = { sql, db };
  }
  return globalThis.windlassReplica;
}

/** Null once the replica has come to that position; else how far behind it is. */
async function waitFor(replica: Sql, position: string): Promise<string | null> {
  let ageSeconds: number | null = null;
  const isCurrent = async () => {
    const [row] = await replica`
      select not pg_is_in_recovery() or pg_last_wal_replay_lsn() >= ${position}::pg_lsn as "isCurrent",
        extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) as "ageSeconds"`;
    const state = replicaRow.parse(row);
    ageSeconds = state.ageSeconds;
    return state.isCurrent || null;
  };
  if (await poll(isCurrent, pauseMs, waitMs)) return null;
  return `Its last transaction is ${Math.round(ageSeconds ?? 0)} s old.`;
}
