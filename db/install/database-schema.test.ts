import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import journal from "@/db/migrations/meta/_journal.json";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { type DatabaseSchema, readDatabaseSchema, type SchemaObject, type SchemaPart } from "./database-schema";
import { migrate } from "./migrate";
import { readSqlDefinitions, tableFunctions } from "./sql-definitions";

// What is in the database is what db/schema and db/sql say, nothing more.

const folder = fileURLToPath(new URL("..", import.meta.url));
let db: TestDatabase;
let ofSchema: TestDatabase;
let living: DatabaseSchema;
let expected: DatabaseSchema;

beforeAll(async () => {
  [db, ofSchema] = await Promise.all([emptyDatabase(), emptyDatabase()]);
  await migrate(db.url("owner"), "demo");
  living = await read(db);
  for (const statement of [...(await tableFunctions()), ...(await migrationFrom({}))]) {
    await ofSchema.owner.unsafe(statement);
  }
  expected = await read(ofSchema);
});
afterAll(() => Promise.all([db.drop(), ofSchema.drop()]));

const read = (database: TestDatabase) => readDatabaseSchema(drizzle(database.owner));
const lines = (parts: readonly SchemaObject[]) => parts.map(({ name, definition }) => `${name}: ${definition}`);
const beyond = (part: SchemaPart) => lines(living[part]).filter((line) => !lines(expected[part]).includes(line));

async function declared(): Promise<Record<string, unknown>> {
  const names = readdirSync(`${folder}schema`).map((file) => file.replace(/\.ts$/, ""));
  const files: object[] = await Promise.all(names.map((name) => import(`../schema/${name}.ts`)));
  return Object.assign({}, ...files);
}

const migrationFrom = async (imports: Record<string, unknown>) =>
  generateMigration(generateDrizzleJson(imports), generateDrizzleJson(await declared()));

describe("the database", () => {
  it("has the tables, columns and defaults of db/schema", () => {
    expect(living.tables.length).toBeGreaterThan(300);
    expect(lines(living.tables)).toEqual(lines(expected.tables));
  });

  it("has its constraints and indexes, and two constraints that drizzle cannot say", () => {
    expect(lines(expected.constraints).filter((line) => !lines(living.constraints).includes(line))).toEqual([]);
    expect(beyond("constraints")).toEqual([
      expect.stringMatching(/^system_reservations\.a_system_is_held_by_one_change_at_a_time: EXCLUDE USING gist /),
      expect.stringMatching(/^texts\.a_text_belongs_to_its_event: FOREIGN KEY .* DEFERRABLE INITIALLY DEFERRED$/),
    ]);
    expect(living.indexes.length).toBeGreaterThan(50);
    expect(lines(living.indexes)).toEqual(lines(expected.indexes));
  });

  it("has the functions and views of db/sql, each as it is written there", async () => {
    const { functions, views } = await readSqlDefinitions();
    const written = functions.map((statement) => statement.replace(/\s+/g, " "));
    expect(living.functions).toHaveLength(functions.length);
    for (const { name, definition } of living.functions) {
      const [, body = ""] = /AS \$function\$([\s\S]*)\$function\$/.exec(definition) ?? [];
      const beginning = `create or replace function ${name.replace(/\(.*/, "")}(`;
      const same = written.filter(
        (text) => text.startsWith(beginning) && text.includes(`$$${body.replace(/\s+/g, " ")}$$`),
      );
      expect(same, name).toHaveLength(1);
    }
    expect(living.views).toHaveLength(views.length);
  });

  it("can read the body of each: migrate leaves that to whoever calls it first", async () => {
    const { functions } = await readSqlDefinitions();
    const back = new Error("back");
    const reading = db.owner.begin(async (tx) => {
      await tx.unsafe(functions.join("\n"));
      throw back;
    });
    await expect(reading).rejects.toBe(back);
  });

  it("has the triggers of db/sql, always on, in the words in which PostgreSQL tells them", async () => {
    const { triggers } = await readSqlDefinitions();
    const plain = (text: string) => text.toLowerCase().replace(/\s+/g, " ");
    const written = triggers.map(({ statement }) =>
      / instead of /.test(statement) ? statement : `always ${statement}`,
    );
    expect(living.triggers.map(({ definition }) => plain(definition)).sort()).toEqual(written.map(plain).sort());
  });

  it("has the grants of db/sql", async () => {
    expect(lines(living.grants)).toEqual(await grantsWritten());
  });
});

describe("the migrations", () => {
  it("end where db/schema is: drizzle-kit has nothing to generate", async () => {
    const newest = readdirSync(`${folder}migrations/meta`)
      .filter((file) => file.endsWith("_snapshot.json"))
      .sort()
      .at(-1);
    const snapshot = JSON.parse(readFileSync(`${folder}migrations/meta/${newest}`, "utf8"));
    expect(await generateMigration(snapshot, generateDrizzleJson(await declared()))).toEqual([]);
  });

  it("are each later than the one before: an earlier one would be left out where that was applied", () => {
    const times = journal.entries.map(({ when }) => when);
    expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
  });

  it("define no function, trigger or grant", () => {
    const texts = readdirSync(`${folder}migrations`)
      .filter((file) => file.endsWith(".sql"))
      .map((file) => readFileSync(`${folder}migrations/${file}`, "utf8"));
    expect(
      texts.filter((text) => /\b(create (or replace )?(function|trigger|view)|grant|revoke)\b/i.test(text)),
    ).toEqual([]);
  });
});

describe("the next migrate", () => {
  it("takes away what somebody added by hand", async () => {
    await db.owner.unsafe(`
      create function by_hand() returns trigger language plpgsql as $$ begin return null; end $$;
      create trigger by_hand after insert on clients for each row execute function by_hand();
      create view by_hand as select 1 as one;
      grant select on clients to windlass_signin;
      grant update (name) on clients to windlass_worker;
      grant execute on function by_hand() to public;
      alter table systems disable trigger b_guard_derived_row`);
    expect(added(await read(db), living)).toEqual([
      "views by_hand",
      "functions by_hand()",
      "triggers clients.by_hand",
      "triggers systems.b_guard_derived_row",
      "grants clients to windlass_signin",
      "grants clients.name to windlass_worker",
      "grants function by_hand() to public",
    ]);
    await migrate(db.url("owner"), "demo");
    expect(await read(db)).toEqual(living);
  });

  it("replaces a function whose arguments, result or their names changed", async () => {
    await db.owner.unsafe(`
      drop function policy_day(timestamptz);
      create function policy_day(moment timestamptz) returns text language sql as 'select null::text';
      create function site_day(at text) returns date language sql as 'select null::date';
      drop function policy_review_due_on();
      create function policy_review_due_on() returns text language sql as 'select null::text'`);
    await migrate(db.url("owner"), "demo");
    expect(await read(db)).toEqual(living);
  });

  it("leaves an index that somebody added, which a test of every build tells", async () => {
    await db.owner`create index by_hand on clients (id)`;
    expect(added(await read(db), living)).toEqual(["indexes by_hand"]);
  });
});

function added(now: DatabaseSchema, before: DatabaseSchema): string[] {
  const parts = ["tables", "constraints", "indexes", "views", "functions", "triggers", "grants"] as const;
  return parts.flatMap((part) =>
    now[part]
      .filter((one) => !lines(before[part]).includes(lines([one])[0] ?? ""))
      .map(({ name }) => `${part} ${name}`),
  );
}

/** What the `grant` statements of db/sql let whom do, as the database tells it, with what PostgreSQL grants by itself. */
async function grantsWritten(): Promise<string[]> {
  const found = new Map<string, Set<string>>([["schema public to public", new Set(["usage"])]]);
  const { grants } = await readSqlDefinitions();
  for (const right of grants.map((statement) => statement.replace(/\s+/g, " "))) {
    const [, privilege = "", columns = "", kind = "", objects = "", roles = ""] =
      /^grant (\w+)(?: \(([^)]*)\))? on (function |schema |)(.*) to (.*);$/.exec(right) ?? [];
    if (!privilege || /schema drizzle/.test(right)) continue;
    for (const object of await objectsOf(kind, columns, objects))
      for (const role of roles.split(", ")) {
        const held = found.get(`${object} to ${role}`) ?? new Set();
        found.set(`${object} to ${role}`, held.add(privilege));
      }
  }
  const [{ sorted } = { sorted: [] }] = await db.owner<{ sorted: string[] }[]>`
    select array_agg(line order by line collate "C") as sorted from unnest(${[...found.keys()]}::text[]) line`;
  return sorted.map((line) => `${line}: ${[...(found.get(line) ?? [])].sort().join(", ")}`);
}

async function objectsOf(kind: string, columns: string, objects: string): Promise<string[]> {
  if (columns) return columns.split(", ").map((column) => `${objects}.${column}`);
  if (kind !== "function ") return objects.split(", ").map((object) => `${kind}${object}`);
  const signatures = objects.match(/\w+\((?:[^()]|\([^)]*\))*\)/g) ?? [];
  const rows = await db.owner<{ name: string }[]>`
    select to_regprocedure(signature)::text as name from unnest(${signatures}::text[]) signature`;
  return rows.map(({ name }) => `function ${name}`);
}
