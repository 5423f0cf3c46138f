import { setTimeout as pause } from "node:timers/promises";
import type { Sql, TransactionSql } from "postgres";

type OpenTransaction = { readonly sql: TransactionSql; readonly end: () => Promise<void> };

/**
 * Opens a transaction in `mode` that stays open until its caller ends it: for a generator, which cannot yield from inside the
 * callback of `begin`. `end` commits, never fails and takes at most two seconds.
 */
export function openTransaction(pool: Sql, mode: string): Promise<OpenTransaction> {
  return new Promise((resolve, reject) => {
    const ended: Promise<unknown> = pool
      .begin(mode, (sql) => new Promise<void>((close) => resolve({ sql, end: () => endWithin(close) })))
      .catch(reject);

    // On a lost connection the driver would wait for the commit for ever.
    async function endWithin(close: () => void): Promise<void> {
      close();
      await Promise.race([ended, pause(2_000, null, { ref: false })]);
    }
  });
}
