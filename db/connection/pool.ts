import postgres, { type Sql } from "postgres";
import { withoutTexts } from "./connect";

type PoolOptions = {
  name: string;
  max: number;
  /** For whoever has to wait longer than a page may, in milliseconds. */
  timeouts?: { statement: number; lock: number };
};

const usual = { statement: 10_000, lock: 5_000 };

/**
 * A pool of at most `max` connections to `url`. Nothing in it waits for ever: each wait has its timeout. When the
 * database goes away, it takes a new pool: the driver's connections do not all come back from that. Its errors hold no text.
 */
export function openPool(url: string, options: PoolOptions): Sql {
  let current = newPool();
  return withoutTexts(
    new Proxy(current, {
      apply: (_, self, words) => Reflect.apply(prepared(current), self, words),
      get: (_, name) => Reflect.get(prepared(current, name), name),
    }),
  );

  function newPool(): Sql {
    const pool = postgres(url, { ...settings(options), onclose: () => replace(pool) });
    return pool;
  }

  function replace(lost: Sql): void {
    if (lost !== current) return;
    current = newPool();
    // drizzle changes the parsers of the client that it was given: they go along.
    Object.assign(current.options.parsers, lost.options.parsers);
    Object.assign(current.options.serializers, lost.options.serializers);
    void lost.end({ timeout: 20 }).catch(() => {});
  }
}

/** The same pool, of which each connection parses and plans a query once: for queries whose plan no value changes. */
export function preparing(pool: Sql): Sql {
  const always = { prepare: true, simple: false };
  const unsafe: Sql["unsafe"] = (text, values, options) => pool.unsafe(text, values, { ...options, ...always });
  return new Proxy(pool, { get: (_, name) => (name === "unsafe" ? unsafe : Reflect.get(pool, name)) });
}

// Once the types of arrays are known, no further connection asks for them: one that is lost while it asks rejects a
// promise that nobody holds, which would end the process. But one to be reserved is handed out only after the answer.
function prepared(pool: Sql, name?: string | symbol): Sql {
  Object.assign(pool.options, { fetch_types: name === "reserve" || !(textArray in pool.options.parsers) });
  return pool;
}

const textArray = 1009;

// Connections close by themselves never: one that closes was lost. In postgres 3.4.9 the rollback of a transaction
// whose connection is gone throws from a timer and leaves that connection mute for ever (porsager/postgres#1208).
const settings = ({ name, max, timeouts = usual }: PoolOptions) => ({
  max,
  idle_timeout: 0,
  max_lifetime: null,
  connect_timeout: 5,
  backoff: () => 0.2,
  onnotice: () => {},
  connection: {
    application_name: name,
    TimeZone: "UTC",
    statement_timeout: timeouts.statement,
    lock_timeout: timeouts.lock,
    idle_in_transaction_session_timeout: 15_000,
  },
});
