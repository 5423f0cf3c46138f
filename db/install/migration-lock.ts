import type { Sql } from "postgres";
import { connect } from "@/db/connection/connect";

/**
 * Runs `work` while no other process migrates the database at `url` (its owner's); later ones wait. A lock on a table that only
 * the owner can reach, because every role could take, and keep, an advisory lock.
 */
export async function withMigrationLock<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = connect(url, { max: 1, onnotice: () => {} });
  try {
    await createLockTable(client);
    const { done } = await client.begin(async (held) => {
      await held`set local idle_in_transaction_session_timeout = 0`;
      await held`lock table drizzle.migration_turn in exclusive mode`;
      return { done: await work() };
    });
    return done;
  } finally {
    await client.end();
  }
}

async function createLockTable(client: Sql, triesLeft = 5): Promise<void> {
  try {
    await client`create schema if not exists drizzle`;
    await client`create table if not exists drizzle.migration_turn ()`;
  } catch (error) {
    // Two processes that create it at the same time: one fails in spite of "if not exists".
    if (triesLeft === 0) throw error;
    await createLockTable(client, triesLeft - 1);
  }
}
