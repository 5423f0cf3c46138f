import postgres, { type Sql } from "postgres";
import { knownTypes, withRedactedErrors } from "./connect";

type PoolOptions = {
  name: string;
  max: number;
  /** In milliseconds, for callers that may wait longer than a page. */
  timeoutsMs?: { statement: number; lock: number };
  /** Called when a connection is lost. */
  onLost?: () => void;
};

const defaultTimeouts = { statement: 10_000, lock: 5_000 };

/**
 * Opens a pool of at most `max` connections to `url`, with a timeout for every wait. When a connection is lost it opens a new
 * pool, because not all of the driver's connections recover. Its errors hold no posted text.
 */
export function openPool(url: string, options: PoolOptions): Sql {
  let current = newPool();
  return withRedactedErrors(
    new Proxy(current, {
      apply: (_, self, args) => Reflect.apply(current, self, args),
      get: (_, name) => (name === "reserve" ? refuseReserve : Reflect.get(current, name)),
    }),
  );

  function newPool(): Sql {
    const pool = postgres(url, { ...settings(options), onclose: () => replace(pool) });
    return pool;
  }

  function replace(lost: Sql): void {
    if (lost !== current) return;
    options.onLost?.();
    current = newPool();
    // Drizzle modified the parsers of the first client, so they are carried over.
    Object.assign(current.options.parsers, lost.options.parsers);
    Object.assign(current.options.serializers, lost.options.serializers);
    void lost.end({ timeout: 20 }).catch(() => {});
  }
}

// Where no connection is open, the driver would wait for ever, because it does not ask for the types of arrays.
const refuseReserve = () => Promise.reject(new Error("use openTransaction in place of reserve"));

/** The same pool with prepared statements: for queries whose best plan does not depend on their parameters. */
export function withPreparedStatements(pool: Sql): Sql {
  const always = { prepare: true, simple: false };
  const unsafe: Sql["unsafe"] = (text, values, options) => pool.unsafe(text, values, { ...options, ...always });
  return new Proxy(pool, { get: (_, name) => (name === "unsafe" ? unsafe : Reflect.get(pool, name)) });
}

// No idle timeout and no maximum lifetime, so a closed connection is always a lost one. In postgres 3.4.9 the rollback of a
// transaction whose connection is gone throws from a timer and leaves that connection unusable (porsager/postgres#1208).
const settings = ({ name, max, timeoutsMs = defaultTimeouts }: PoolOptions) => ({
  ...knownTypes(),
  max,
  idle_timeout: 0,
  max_lifetime: null,
  connect_timeout: 5,
  backoff: () => 0.2,
  onnotice: () => {},
  connection: {
    application_name: name,
    TimeZone: "UTC",
    statement_timeout: timeoutsMs.statement,
    lock_timeout: timeoutsMs.lock,
    idle_in_transaction_session_timeout: 15_000,
  },
});
