import type pg from "pg";
import { formatDatabaseAddress, parseDatabaseAddress } from "@/lib/settings/database-address";

type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, done: () => void) => void;

/** The session parameters by which the driver `postgres` knows a server that takes writes. */
const writable = "select pg_is_in_recovery() or current_setting('default_transaction_read_only')::boolean as refused";

/**
 * The addresses of the single hosts in `url`, in its order: `pg` takes one host alone. `target_session_attrs` is left out, which
 * it does not know either.
 */
export function hostUrls(url: string): readonly string[] {
  const address = parseDatabaseAddress(url);
  if (!address) return [url];
  const options = new URLSearchParams(address.options);
  options.delete("target_session_attrs");
  const rest = options.size > 0 ? `?${options}` : "";
  return address.hosts.split(",").map((host) => formatDatabaseAddress({ ...address, hosts: host, options: rest }));
}

/**
 * Makes a pool of the `pg` driver, which knows one host, connect to the first of several addresses that takes a connection and
 * writes; the next connection begins where the last one was made. Refuses with the last address's error.
 */
export function tryEachHost(pool: pg.Pool, addresses: readonly string[]): void {
  const connectOnce: () => Promise<pg.PoolClient> = pool.connect.bind(pool);
  let current = 0;
  pool.options.verify = (client, done) => {
    client
      .query<{ refused: boolean }>(writable)
      .then(({ rows }) => done(rows[0]?.refused === false ? undefined : new Error("This host takes no writes.")), done);
  };
  const connect = async (): Promise<pg.PoolClient> => {
    for (let tried = 1; ; tried += 1) {
      const used = current;
      pool.options.connectionString = addresses[used];
      try {
        return await connectOnce();
      } catch (error) {
        if (tried >= addresses.length) throw error;
        // Another connection may have moved on meanwhile.
        if (used === current) current = (current + 1) % addresses.length;
      }
    }
  };
  Object.assign(pool, {
    connect: (callback?: Callback) => {
      if (!callback) return connect();
      connect().then(
        (client) => callback(undefined, client, () => client.release()),
        (error) => callback(error, undefined, () => {}),
      );
    },
  });
}
