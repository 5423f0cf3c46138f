import { expect } from "@playwright/test";
import postgres, { type Sql } from "postgres";
import { readCluster, superuserUrl } from "../../db/embedded/cluster";
import type { Product } from "../product";

/** The superuser's client of the product's database. */
async function superuser(product: Product, max = 3): Promise<Sql> {
  const cluster = await readCluster(product.folder);
  if (!cluster) throw new Error("The product has no database.");
  return postgres(superuserUrl(cluster, "windlass"), { max, onnotice: () => {} });
}

export async function whileTablesLocked(product: Product, tables: string, work: () => Promise<void>): Promise<void> {
  const sql = await superuser(product);
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(`lock table ${tables} in access exclusive mode`);
      await work();
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Inserts fail with `code`, and the error contains the whole row. */
export async function whileInsertsFail<T>(product: Product, code: string, work: () => Promise<T>): Promise<T> {
  const sql = await superuser(product);
  const on = ["idempotency_keys", "form_drafts", "refusals"];
  try {
    await sql.unsafe(`create or replace function in_trouble() returns trigger language plpgsql as $$ begin
      raise exception using errcode = '${code}', message = 'MARK ' || NEW::text, detail = 'Key (token)=(MARK)'; end $$`);
    for (const table of on)
      await sql.unsafe(
        `create trigger in_trouble before insert on ${table} for each row execute function in_trouble()`,
      );
    return await work();
  } finally {
    // A leftover trigger would change the rulebook's fingerprint.
    await sql.unsafe("drop function if exists in_trouble() cascade");
    await sql.end({ timeout: 1 });
  }
}

/** As on a standby. */
export async function whileReadOnly(product: Product, work: () => Promise<void>): Promise<void> {
  const sql = await superuser(product);
  const set = async (to: string) => {
    await sql.unsafe(`alter role windlass_app in database windlass ${to}`);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'windlass_app'`;
  };
  try {
    await set("set default_transaction_read_only = on");
    await work();
  } finally {
    await set("reset default_transaction_read_only");
    await sql.end({ timeout: 1 });
  }
}

/** Killing one backend makes PostgreSQL end all of them. */
export async function whileBackendKilled(product: Product, tables: string, work: () => Promise<void>): Promise<void> {
  const [lockHolder, sql] = [await superuser(product, 1), await superuser(product)];
  // No `sql.begin`: when its connection is lost, the driver throws from a timer (db/connection/pool.ts).
  await lockHolder.unsafe("begin");
  await lockHolder.unsafe(`lock table ${tables} in access exclusive mode`);
  const result = work();
  await expect(async () => {
    const [victim] = await sql`
      select pid from pg_stat_activity where usename = 'windlass_app' and wait_event_type = 'Lock' limit 1`;
    process.kill(Number(victim?.pid), "SIGKILL");
  }).toPass();
  await result;
  for (const client of [lockHolder, sql]) await client.end({ timeout: 0 }).catch(() => {});
}
