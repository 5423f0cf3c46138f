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
 * Has the log's worker verify what is not verified yet, because a report is drawn of it, and waits until it has: no longer
 * than `within` milliseconds, and not at all for a worker that is away. Returns how many events there were at its beginning.
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

/** The query of how many events there are, whether all of them were verified, and whether nobody would do it now. */
const wholeQuery = wholeSql`
  select log.whole, ${isVerified(sql`log.whole`)} as done,
    (select s.looked_at is null or s.looked_at < windlass_now() - ${awayAfter}::interval from log_state s) as away
  from (select coalesce((select max(place) from log_entries), 0)::float8 + (select count(*) from (select from log_queue limit ${waitingCounted}) w) as whole) log`;
