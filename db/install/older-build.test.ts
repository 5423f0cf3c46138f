import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { refuseNewerDatabase } from "./installed-build";
import { migrate } from "./migrate";

let db: TestDatabase;
const migrated = (how = {}) => migrate(db.url("owner"), "demo", how);
/** What a build that writes its functions makes anew. */
const isRewritten = async () => {
  const [row] = await db.owner`select to_regprocedure('policy_reviewed_at()') is not null as there`;
  return row?.there;
};

beforeAll(async () => {
  db = await emptyDatabase();
  await migrated();
});
afterAll(() => db.drop());

it("a build that does not know a migration of the database refuses before it touches anything, and says what to do", async () => {
  await db.owner`alter function policy_reviewed_at() rename to made_by_a_newer_build`;
  await db.owner`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 4102444800000)`;
  await expect(migrated()).rejects.toThrow(
    /newer build .* a migration that this build does not know.* Start that build/,
  );
  await expect(migrated({ goBack: true })).rejects.toThrow("newer build");
  await expect(refuseNewerDatabase(db.url("worker"))).rejects.toThrow("newer build");
  expect(await isRewritten()).toBe(false);
  await db.owner`delete from drizzle.__drizzle_migrations where hash = 'newer'`;
});

it("a build whose functions and rules were replaced refuses too, unless it is told to go back", async () => {
  await db.owner`insert into drizzle.builds (hash) values ('a later one')`;
  await expect(migrated()).rejects.toThrow(/a later build .* replaced this one .* Start the later build.*--go-back/);
  await expect(refuseNewerDatabase(db.url("worker"))).rejects.toThrow("later build");
  expect(await isRewritten()).toBe(false);
  await migrated({ goBack: true });
  expect(await isRewritten()).toBe(true);
  await migrated();
  await refuseNewerDatabase(db.url("worker"));
});

it("a build that was never here is taken for the newer one", async () => {
  await db.owner`update drizzle.builds set hash = 'an older one' where place = (select max(place) from drizzle.builds)`;
  await migrated();
  const [last] = await db.owner`select hash from drizzle.builds order by place desc limit 1`;
  expect(last?.hash).not.toBe("an older one");
});
