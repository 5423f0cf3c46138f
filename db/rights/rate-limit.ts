import type { Sql } from "postgres";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { appSql } from "@/db/connection/client";

export type RateLimit = {
  /** Counts a request of `key`, and says what is left. */
  readonly consume: (key: string) => Promise<Consumption>;
  /** Counts a request of `who`: null while they are under the limit, else the milliseconds until they may retry. */
  readonly consumePoint: (key: string) => Promise<number | null>;
};

type Consumption = {
  readonly isOver: boolean;
  readonly remaining: number;
  /** Until the period is over. */
  readonly resetMs: number;
};

type Limit = { readonly points: number; readonly seconds: number };

/**
 * Limits requests to `points` in `seconds`, counted in the database for all processes together, or in memory while the database
 * does not answer. Whoever exceeded the limit causes no further statement until the period is over.
 */
export function rateLimit(name: string, { points, seconds: duration }: Limit, sql: () => Sql = appSql): RateLimit {
  const most = { points, duration, keyPrefix: name };
  const limiter = new RateLimiterPostgres({
    ...most,
    storeClient: { query: ({ values }: { values: readonly unknown[] }) => countRequest(sql(), values) },
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory(most),
  });
  const consume = (key: string) => limiter.consume(key).then(consumption(false), consumption(true));
  return {
    consume,
    consumePoint: async (key) => {
      const { isOver, resetMs } = await consume(key);
      return isOver ? resetMs : null;
    },
  };
}

const consumption =
  (isOver: boolean) =>
  (answer: unknown): Consumption => {
    if (!(answer instanceof RateLimiterRes)) throw answer;
    return { isOver, remaining: Math.max(0, answer.remainingPoints), resetMs: answer.msBeforeNext };
  };

// Replaces the library's own INSERT: the app's role may only call the function.
async function countRequest(sql: Sql, [key, points, expire, now]: readonly unknown[]) {
  const rows = await sql`
    select points, expire::float8 as expire from count_request(${String(key)}, ${Number(points)}, ${Number(expire)}, ${Number(now)})`;
  return { rows, rowCount: rows.length };
}
