import type { Sql } from "postgres";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { appSql } from "@/db/connection/client";

export type RateLimit = {
  /** Counts one more request of `who`: null while they may go on, else in how many milliseconds they may again. */
  readonly met: (who: string) => Promise<number | null>;
};

type Most = { readonly points: number; readonly seconds: number };

/**
 * At most so many `points` of the kind `name` in so many `seconds`, counted in the database for all processes together; in
 * this one alone while the database does not answer. Who met the limit costs no statement until the time is over.
 */
export function rateLimit(name: string, { points, seconds: duration }: Most, sql: () => Sql = appSql): RateLimit {
  const most = { points, duration, keyPrefix: name };
  const limiter = new RateLimiterPostgres({
    ...most,
    storeClient: { query: ({ values }: { values: readonly unknown[] }) => counted(sql(), values) },
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory(most),
  });
  return { met: (who) => limiter.consume(who).then(none, beyond) };
}

const none = () => null;

function beyond(answer: unknown): number {
  if (answer instanceof RateLimiterRes) return answer.msBeforeNext;
  throw answer;
}

// The library's own statement writes to the table; the app's role may not, so that its one function counts instead.
async function counted(sql: Sql, [key, points, expire, now]: readonly unknown[]) {
  const rows = await sql`
    select points, expire::float8 as expire from count_request(${String(key)}, ${Number(points)}, ${Number(expire)}, ${Number(now)})`;
  return { rows, rowCount: rows.length };
}
