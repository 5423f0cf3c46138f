import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { poll } from "./poll";

const timeoutMs = 1_500;
const pollIntervalMs = 100;
const maxQueueCounted = 1000;
const offlineAfter = "30 seconds";

/**
 * Asks the ledger's worker to verify new events, because a report is being made, and waits for it: at most `within`
 * milliseconds, and not at all when the worker is offline. Returns the number of events at its beginning.
 */
export async function awaitVerification(within = timeoutMs): Promise<number> {
  const [log] = await queryRows(appDb(), ledgerSizeQuery);
  if (!log || log.done || log.away) return log?.whole ?? 0;
  const look = async () => {
    const [row] = await queryRows(appDb(), verifiedSql`select ${isVerified(sql`${log.whole}::bigint`)} as done`);
    if (row?.done) return true;
    // Again each time: a worker that is just connecting hears nothing of what was said before.
    await appDb().execute(sql`select pg_notify('windlass_log', 'verify')`);
    return null;
  };
  await poll(look, pollIntervalMs, within);
  return log.whole;
}

const isVerified = (whole: SQL): SQL =>
  sql`coalesce((select size from verifications order by id desc limit 1) >= ${whole}, false)`;

const verifiedSql = typedSql({ done: z.boolean() });
const ledgerSizeSql = typedSql({ whole: z.int(), done: z.boolean(), away: z.boolean() });

/** The number of events, whether all of them are verified, and whether the worker is offline. */
const ledgerSizeQuery = ledgerSizeSql`
  select log.whole, ${isVerified(sql`log.whole`)} as done,
    (select s.last_pass_at is null or s.last_pass_at < windlass_now() - ${offlineAfter}::interval from ledger_worker_status s) as away
  from (select coalesce((select max(log_index) from ledger_entries), 0)::float8 + (select count(*) from (select from ledger_queue limit ${maxQueueCounted}) w) as whole) log`;
