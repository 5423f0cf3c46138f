import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import { readSqlDefinitions, type SqlDefinitions, type TriggerDefinition } from "./sql-definitions";

/**
 * Applies the definitions of `db/sql` in the owner's transaction: functions and views, then triggers and grants; everything else
 * is dropped. Function bodies are not checked here, because they may refer to functions of later files. Where a signature
 * changed, PostgreSQL fails with 42P13; `fromScratch` then drops the old functions and what depends on them first.
 */
export async function applySqlDefinitions(tx: Database, fromScratch: boolean): Promise<void> {
  const living = await readSqlDefinitions();
  if (fromScratch) await dropDependents(tx);
  await tx.execute(
    sql.raw(`set local check_function_bodies = off;
    alter default privileges revoke execute on functions from public;
    ${[...living.functions, ...living.views].join("\n")}`),
  );
  await applyTriggers(tx, living.triggers);
  await dropUndefined(tx);
  await grantRights(tx, living);
}

// Unchanged triggers are left alone: replacing one takes a lock that waits for every writer of its table.
async function applyTriggers(tx: Database, definedTriggers: readonly TriggerDefinition[]): Promise<void> {
  const present = new Map((await triggersIn(tx)).map((trigger) => [qualifiedName(trigger), trigger]));
  for (const trigger of definedTriggers) {
    const { name, table, statement } = trigger;
    const there = present.get(qualifiedName(trigger));
    present.delete(qualifiedName(trigger));
    if (there?.is_always_on && normalizeSql(there.statement) === normalizeSql(statement)) continue;
    // PostgreSQL replaces no constraint trigger.
    if (there && isConstraintTrigger(statement)) await dropTrigger(tx, name, table);
    await tx.execute(sql.raw(statement.replace(/^create trigger/, "create or replace trigger")));
    if (!/ instead of /.test(statement))
      await tx.execute(sql.raw(`alter table ${table} enable always trigger ${name}`));
  }
  for (const { name, table } of present.values()) {
    await dropTrigger(tx, name, table);
  }
}

const isConstraintTrigger = (statement: string) => statement.startsWith("create constraint trigger");

const triggerSql = typedSql({ name: z.string(), table: z.string(), statement: z.string(), is_always_on: z.boolean() });

const triggersIn = (tx: Database) =>
  queryRows(
    tx,
    triggerSql`select tgname as name, relname as table, pg_get_triggerdef(t.oid, true) as statement, tgenabled = 'A' or relkind = 'v' as is_always_on
      from pg_trigger t join pg_class c on c.oid = tgrelid where not tgisinternal and relnamespace = 'public'::regnamespace`,
  );

const qualifiedName = ({ table, name }: TriggerDefinition) => `${table}.${name}`;
const normalizeSql = (statement: string) => statement.toLowerCase().replace(/\s+/g, " ");

/** In our schema, owned by the current role, and not part of an extension. */
const isOwnedByUs = (catalog: "pg_proc" | "pg_class", namespace: string, owner: string) =>
  sql.raw(`${namespace} = 'public'::regnamespace and pg_get_userbyid(${owner}) = current_user and not exists
    (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = it.oid and d.deptype = 'e')`);

const ourFunctions = sql`select oid::regprocedure::text as name from pg_proc it where ${isOwnedByUs("pg_proc", "pronamespace", "proowner")}`;
const ourRelations = sql`select oid::regclass::text as name from pg_class it where ${isOwnedByUs("pg_class", "relnamespace", "relowner")}`;
const isOlder = sql`xmin <> pg_current_xact_id()::xid`;

// Whatever this transaction did not create or replace is defined in no file.
async function dropUndefined(tx: Database): Promise<void> {
  await drop(tx, "view", sql`${ourRelations} and relkind = 'v' and ${isOlder}`);
  await drop(tx, "function", sql`${ourFunctions} and ${isOlder}`);
}

// Functions that a check or an index uses cannot be dropped here: changing their signature needs a migration.
async function dropDependents(tx: Database): Promise<void> {
  for (const { name, table } of await triggersIn(tx)) await dropTrigger(tx, name, table);
  await drop(tx, "view", sql`${ourRelations} and relkind = 'v'`);
  await drop(
    tx,
    "function",
    sql`${ourFunctions} and not exists
      (select from pg_depend u where u.refclassid = 'pg_proc'::regclass and u.refobjid = it.oid and u.classid <> 'pg_proc'::regclass)`,
  );
}

const dropTrigger = (tx: Database, name: string, table: string) =>
  tx.execute(sql`drop trigger ${sql.identifier(name)} on ${sql.identifier(table)}`);

async function drop(tx: Database, kind: "view" | "function", found: SQL): Promise<void> {
  const names = await namesOf(tx, found);
  if (names) await tx.execute(sql.raw(`drop ${kind} ${names}`));
}

const nameSql = typedSql({ name: z.string() });

async function namesOf(tx: Database, found: SQL): Promise<string> {
  const rows = await queryRows(tx, nameSql`${found}`);
  return rows.map(({ name }) => name).join(", ");
}

const roles = "windlass_app, windlass_signin, windlass_worker";

const existsSql = typedSql({ there: z.boolean() });

// Revokes everything first, so that no grant of an earlier version, or by hand, remains.
async function grantRights(tx: Database, { grants }: SqlDefinitions): Promise<void> {
  const [row] = await queryRows(
    tx,
    existsSql`select exists (select from pg_roles where rolname = 'windlass_app') as there`,
  );
  if (!row?.there) return;
  const tables = await namesOf(tx, sql`${ourRelations} and relkind in ('r', 'v')`);
  const sequences = await namesOf(tx, sql`${ourRelations} and relkind = 'S'`);
  const functions = await namesOf(tx, ourFunctions);
  const statements = [
    ...[tables, `sequence ${sequences}`, `function ${functions}`].map(
      (what) => `revoke all on ${what} from public, ${roles};`,
    ),
    `revoke all on all tables in schema drizzle from ${roles};`,
    `revoke all on schema public, drizzle from ${roles};`,
    ...grants,
  ];
  await tx.execute(sql.raw(statements.join("\n")));
}
