import { afterAll, beforeAll, expect, it } from "vitest";
import { newDatabase, type TestDatabase } from "@/testing/database";

// PostgreSQL 18 folds a branch away before it asks for rights, 15 asks first: so a role holds rights to all that is named.

let db: TestDatabase;
beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

const roles = ["windlass_app", "windlass_signin", "windlass_worker"];

it.each(roles)("whatever %s calls, names only functions and tables that it may use too", async (role) => {
  const [functions, tables] = [await functionsFor(role), await tablesFor(role)];
  const missing = functions
    .filter(({ granted, definer }) => granted && !definer)
    .flatMap(({ name, text }) => [
      ...functions
        .filter((other) => !other.granted && calls(text, other.name))
        .map((other) => `${name} calls ${other.name}`),
      ...tables
        .filter((other) => !other.granted && reads(text, other.name))
        .map((other) => `${name} reads ${other.name}`),
    ]);
  expect(missing).toEqual([]);
});

type Found = { name: string; granted: boolean };

async function functionsFor(role: string): Promise<(Found & { definer: boolean; text: string })[]> {
  return db.superuser`
    select proname::text as name, bool_or(has_function_privilege(${role}, p.oid, 'execute')) as granted,
      bool_and(prosecdef) as definer, string_agg(regexp_replace(prosrc, '--[^\n]*|''[^'']*''', '', 'g'), ' ') as text
    from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') group by proname order by 1`;
}

async function tablesFor(role: string): Promise<Found[]> {
  return db.superuser`
    select relname::text as name, has_any_column_privilege(${role}, oid, 'select') as granted
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'p', 'm') order by 1`;
}

const calls = (text: string, name: string) => new RegExp(`\\b${name}\\s*\\(`).test(text);
const reads = (text: string, name: string) => new RegExp(`\\b(?:from|join)\\s+${name}\\b`).test(text);
