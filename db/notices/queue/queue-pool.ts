import pg from "pg";
import { toDatabaseError } from "@/db/connection/database-error";
import { hostUrls, tryEachHost } from "./follow-hosts";

/**
 * A pool of the `pg` driver, which graphile-worker needs, with the same timeouts as our own pools. Its URL is read as our
 * driver reads it: `sslmode=require` demands encryption, but no valid certificate.
 */
export function openQueuePool(url: string, { name, max }: { name: string; max: number }): pg.Pool {
  const addresses = hostUrls(url).map(alignSslMode);
  const pool = new pg.Pool({
    connectionString: addresses[0],
    max,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
  });
  // One host may be a standby on purpose: only among several is a writable one looked for.
  if (addresses.length > 1) tryEachHost(pool, addresses);
  // The next query on the connection reports the error; without these listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    client.query = new Proxy(client.query, {
      apply: (query, self, params) => withRedactedErrors(Reflect.apply(query, self, params)),
    });
  });
  return pool;
}

/** Removes job payloads from the runner's errors, which are logged and stored with the job. */
const withRedactedErrors = (answer: unknown): unknown =>
  answer instanceof Promise
    ? answer.catch((error: unknown) => {
        throw toDatabaseError(error);
      })
    : answer;

function alignSslMode(url: string): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  const params = address.searchParams;
  const mode = params.get("sslmode") ?? params.get("ssl");
  for (const name of ["ssl", "sslmode", "application_name"]) params.delete(name);
  if (mode) params.set("sslmode", { true: "verify-full", allow: "require", prefer: "require" }[mode] ?? mode);
  if (params.get("sslmode") === "require") params.set("uselibpqcompat", "true");
  return address.href;
}
