import pg from "pg";
import { plainError } from "@/db/connection/database-error";

/**
 * A pool of at most `max` connections of the driver that the queue runs on, with the same time limits as the product's
 * own. Its address is read as the product's driver reads it: `sslmode=require` asks for encryption, not for a certificate.
 */
export function openQueuePool(url: string, { name, max }: { name: string; max: number }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: likeTheOtherDriver(url),
    application_name: name,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
  });
  // What a connection suffers is told by whoever uses it next; without these listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    client.query = new Proxy(client.query, {
      apply: (query, self, words) => plainly(Reflect.apply(query, self, words)),
    });
  });
  return pool;
}

/** What the runner's statements fail with holds no job: it is told, and kept with the job. */
const plainly = (answer: unknown): unknown =>
  answer instanceof Promise
    ? answer.catch((error: unknown) => {
        throw plainError(error);
      })
    : answer;

function likeTheOtherDriver(url: string): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  const words = address.searchParams;
  const mode = words.get("sslmode") ?? words.get("ssl");
  for (const name of ["ssl", "sslmode", "application_name"]) words.delete(name);
  if (mode) words.set("sslmode", { true: "verify-full", allow: "require", prefer: "require" }[mode] ?? mode);
  if (words.get("sslmode") === "require") words.set("uselibpqcompat", "true");
  return address.href;
}
