import type { Sql } from "postgres";
import { connect } from "@/db/connection/connect";

/**
 * Does `work` on the database at `url` (its owner's) while no other process migrates it; who comes later waits. It is a lock
 * on a table that no role but the owner reaches: an advisory one could be taken, and kept, by whoever can connect.
 */
export async function inMigrationTurn<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = connect(url, { max: 1, onnotice: () => {} });
  try {
    await makeTurn(client);
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

async function makeTurn(client: Sql, triesLeft = 5): Promise<void> {
  try {
    await client`create schema if not exists drizzle`;
    await client`create table if not exists drizzle.migration_turn ()`;
  } catch (error) {
    // Two that make it at once: one of them is told that it is there, in spite of "if not exists".
    if (triesLeft === 0) throw error;
    await makeTurn(client, triesLeft - 1);
  }
}
