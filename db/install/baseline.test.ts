import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { afterAll, beforeAll, expect, it } from "vitest";
import journal from "@/db/migrations/meta/_journal.json";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { refusalFrom } from "@/testing/steps";
import { migrate } from "./migrate";
import { tableFunctions } from "./sql-definitions";

// The migrations before the baseline were squashed into it: a database that they made goes on, and is not made again.

const lastBefore = 1796000031000;
let db: TestDatabase;

beforeAll(async () => {
  db = await databaseUntil(lastBefore);
});
afterAll(() => db.drop());

/** A database with the migrations until then. */
async function databaseUntil(when: number): Promise<TestDatabase> {
  const old = await emptyDatabase();
  await old.owner.unsafe((await tableFunctions()).join("\n"));
  await applyMigrations(drizzle(old.owner), { migrationsFolder: await migrationsUntil(when) });
  return old;
}

/** A folder of the migrations until then. */
async function migrationsUntil(when: number): Promise<string> {
  const until = await mkdtemp(join(tmpdir(), "windlass-migrations-"));
  await cp(fileURLToPath(new URL("../migrations", import.meta.url)), until, { recursive: true });
  const entries = journal.entries.filter((entry) => entry.when <= when);
  await writeFile(join(until, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
  return until;
}

const madeUntil = async (when: number) => {
  await db.owner`delete from drizzle.__drizzle_migrations`;
  await db.owner`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of the old chain', 1796000029000), ('its last', ${when})`;
};
const names = async () => {
  const rows = await db.owner<{ conname: string }[]>`
    select conname from pg_constraint where conrelid = 'entries'::regclass and conname like '%root%'`;
  return rows.map(({ conname }) => conname);
};

it("a database with the last migration before the baseline gets what came after, and no table anew", async () => {
  await madeUntil(lastBefore);
  await db.owner`alter table entries rename constraint entries_root_id_entries_id_fk to entries_root_id_fkey`;
  await migrate(db.url("owner"), "demo");
  expect(await names()).toEqual(["entries_root_id_entries_id_fk"]);
  const [row] =
    await db.owner`select count(*)::int as applied from drizzle.__drizzle_migrations where created_at > ${lastBefore}`;
  expect(row?.applied).toBeGreaterThan(0);
});

it("one that lacks some of them is refused, by what to do, and left as it is", async () => {
  await madeUntil(1796000030000);
  await db.owner`alter function policy_reviewed_at() rename to of_that_time`;
  await expect(migrate(db.url("owner"), "demo")).rejects.toThrow(
    /Nothing was changed. Start the last build before the baseline/,
  );
  const [row] = await db.owner`select to_regprocedure('of_that_time()') is not null as there`;
  expect(row?.there).toBe(true);
});

it("one with words for needs alone gets those of every refusal", async () => {
  const old = await databaseUntil(1796000032000);
  await old.owner`insert into need_words (need, words) values ('window_valid', 'The window is not valid.')`;
  await migrate(old.url("owner"), "demo");
  expect(await refusalFrom(old.owner`truncate refusal_messages`)).toMatchObject({ refusal: "by_migration_alone" });
  const kinds = await old.owner<{ kind: string }[]>`select distinct kind from refusal_messages order by kind`;
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["field", "need"]));
  await old.drop();
});
