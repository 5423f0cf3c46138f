import pg from "pg";
import { formatDatabaseAddress, parseDatabaseAddress } from "@/lib/settings/database-address";

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
 * A client of `pg` for a pool, which connects to whichever of several hosts takes writes. A connection that fails makes the next
 * one try the next host, so that a pool follows a failover by itself.
 */
export function clientThatFollows(configs: readonly pg.ClientConfig[]): typeof pg.Client {
  let turn = 0;
  class FollowingClient extends pg.Client {
    constructor() {
      super(configs[turn % configs.length]);
    }

    // The pool calls it with a callback, and others may await it: the types of `pg` have both.
    override connect(callback?: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): never {
      const tried = turn;
      const connected = this.#connectToWritable().catch((error: unknown) => {
        // Several connections that fail at once count as one.
        if (turn === tried) turn += 1;
        throw error;
      });
      if (!callback) return connected as never;
      const report = callback as (error: Error | null, client?: pg.Client) => void;
      connected.then(
        () => report(null, this),
        (error: Error) => report(error),
      );
      return undefined as never;
    }

    async #connectToWritable(): Promise<this> {
      await super.connect();
      const { rows } = await this.query<{ refused: boolean }>(writable);
      if (!rows[0]?.refused) return this;
      await this.end().catch(() => {});
      throw new Error("This host takes no writes.");
    }
  }
  return FollowingClient as typeof pg.Client;
}
