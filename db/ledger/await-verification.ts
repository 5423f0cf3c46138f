import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { lookedFor } from "./looked-for";

const waitsMs = 1_500;
const looksEveryMs = 100;
const waitingCounted = 1000;
const awayAfter = "30 seconds";

/**
 * Asks the ledger's worker to verify new events, because a report is being made, and waits for it: at most `within`
 * milliseconds, and not at all when the worker is offline. Returns the number of events at its beginning.
 */
export async function awaitVerification(within = waitsMs): Promise<number> {
  const [log] = await rowsOf(appDb(), wholeQuery);
  if (!log || log.done || log.away) return log?.whole ?? 0;
  await appDb().execute(sql`select pg_notify('windlass_log', 'verify')`);
  const look = async () => {
    const [row] = await rowsOf(appDb(), verifiedSql`select ${isVerified(sql`${log.whole}::bigint`)} as done`);
    return row?.done ? true : null;
  };
  await lookedFor(look, looksEveryMs, within);
  return log.whole;
}

const isVerified = (whole: SQL): SQL =>
  sql`coalesce((select size from verifications order by id desc limit 1) >= ${whole}, false)`;

const verifiedSql = sqlWith({ done: z.boolean() });
const wholeSql = sqlWith({ whole: z.int(), done: z.boolean(), away: z.boolean() });

/** The number of events, whether all of them are verified, and whether the worker is offline. */
const wholeQuery = wholeSql`
  select log.whole, ${isVerified(sql`log.whole`)} as done,
    (select s.looked_at is null or s.looked_at < windlass_now() - ${awayAfter}::interval from log_state s) as away
  from (select coalesce((select max(place) from log_entries), 0)::float8 + (select count(*) from (select from log_queue limit ${waitingCounted}) w) as whole) log`;
