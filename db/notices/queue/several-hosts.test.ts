import { afterAll, beforeAll, expect, it } from "vitest";
import { openPool } from "@/db/connection/pool";
import { freePort } from "@/db/embedded/free-port";
import { migrate } from "@/db/install/migrate";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { openQueuePool } from "./queue-pool";

let db: TestDatabase;
let nobody: number;
beforeAll(async () => {
  db = await newDatabase();
  nobody = await freePort(0);
});
afterAll(() => db.drop());

/** An address whose first host does not answer. */
function behindADeadHost(role: "app" | "signin" | "worker" | "owner"): string {
  const url = new URL(db.url(role));
  return `${url.href.replace(url.host, `127.0.0.1:${nobody},${url.host}`)}?target_session_attrs=read-write`;
}

it.each(["app", "signin", "worker", "owner"] as const)("%s goes on to the host that answers", async (role) => {
  const pool = openPool(behindADeadHost(role), { name: "several hosts", max: 2 });
  const rows = await Promise.all([pool`select current_user::text as name`, pool`select current_user::text as name`]);
  expect(rows.flat()).toEqual([{ name: `windlass_${role}` }, { name: `windlass_${role}` }]);
  await pool.end();
});

it("migrating goes on to it", async () => {
  await migrate(behindADeadHost("owner"), "demo");
});

it("the queue goes on to it, called in each way", async () => {
  const pool = openQueuePool(behindADeadHost("worker"), { name: "several hosts", max: 3 });
  const clients = await Promise.all([pool.connect(), pool.connect()]);
  for (const client of clients) client.release();
  const { rows } = await pool.query("select current_user::text as name");
  expect(rows).toEqual([{ name: "windlass_worker" }]);
  await pool.end();
});
