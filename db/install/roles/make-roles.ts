import type { Sql } from "postgres";
import { z } from "zod";
import { connect } from "@/db/connection/connect";
import { formatDatabaseAddress, parseDatabaseAddress } from "@/lib/settings/database-address";
import { databaseRoleName } from "@/lib/settings/database-roles";
import { type RolePlan, type RoleStep, roleSteps } from "./role-steps";

/** What was done, without passwords, and whether it is left to a superuser to keep every role from filling the disk. */
type MadeRoles = { readonly statements: readonly string[]; readonly needsSuperuser: boolean };

const statementRows = z.array(z.object({ statement: z.string() }));

/**
 * Makes the four roles and the database that lack, as the administrator whose address it is (a superuser, or a role with CREATEROLE
 * and CREATEDB). A database of somebody else's becomes the owner's while it is empty, and is refused otherwise.
 */
export async function makeRoles(adminUrl: string, plan: RolePlan): Promise<MadeRoles> {
  const server = connect(adminUrl, oneConnection);
  try {
    const { isSuperuser } = await ableAdmin(server);
    await refuseForeignTables(server, adminUrl, plan.database);
    // Two that run at the same time wait for each other.
    await server`select pg_advisory_lock(hashtext('windlass roles'))`;
    const done = await runSteps(server, stepsIn("server", plan));
    // Others may not even connect any more.
    const revoked = isSuperuser ? await closeDisk(adminUrl, plan) : [];
    return { statements: [...done, ...revoked], needsSuperuser: !isSuperuser };
  } finally {
    await server.end();
  }
}

const oneConnection = { max: 1, onnotice: () => {} };

const stepsIn = (where: RoleStep["in"], plan: RolePlan) => roleSteps(plan).filter((step) => step.in === where);

async function closeDisk(adminUrl: string, plan: RolePlan): Promise<string[]> {
  const database = connect(inDatabase(adminUrl, plan.database), oneConnection);
  try {
    return await runSteps(database, stepsIn("database", plan));
  } finally {
    await database.end();
  }
}

/** The same server and user, another database. */
export function inDatabase(url: string, database: string): string {
  const address = parseDatabaseAddress(url);
  if (!address) throw new Error("The administrator's address is not one like postgres://user:password@host/postgres.");
  return formatDatabaseAddress({ ...address, database });
}

async function runSteps(sql: Sql, steps: readonly RoleStep[]): Promise<string[]> {
  const done: string[] = [];
  for (const { query } of steps) {
    for (const statement of await statementsOf(sql, query)) {
      await sql.unsafe(statement);
      done.push(statement);
    }
  }
  return done.map((statement) => statement.replace(/ password '.*'$/, " password '…'"));
}

async function statementsOf(sql: Sql, query: string): Promise<string[]> {
  return statementRows.parse(await sql.unsafe(query)).map(({ statement }) => statement);
}

const adminRow = z.object({ name: z.string(), version: z.number(), isSuperuser: z.boolean(), isAble: z.boolean() });

async function ableAdmin(server: Sql): Promise<{ isSuperuser: boolean }> {
  const [row] = await server`select rolname as name, current_setting('server_version_num')::int as version,
    rolsuper as "isSuperuser", rolsuper or (rolcreaterole and rolcreatedb) as "isAble" from pg_roles where rolname = current_user`;
  const { name, version, isSuperuser, isAble } = adminRow.parse(row);
  if (version < 150_000) throw new Error("This PostgreSQL is older than 15. Windlass runs on PostgreSQL 15 to 18.");
  if (!isAble)
    throw new Error(`${name} lacks CREATEROLE or CREATEDB. As a superuser: alter role ${name} createrole createdb;`);
  return { isSuperuser };
}

const ownerRow = z.object({ owner: z.string() });
const countRow = z.object({ tables: z.number() });

async function refuseForeignTables(server: Sql, adminUrl: string, database: string): Promise<void> {
  const [row] = await server`select pg_get_userbyid(datdba) as owner from pg_database where datname = ${database}`;
  const { owner } = row ? ownerRow.parse(row) : { owner: databaseRoleName("owner") };
  if (owner === databaseRoleName("owner")) return;
  const inside = connect(inDatabase(adminUrl, database), oneConnection);
  try {
    const [row] = await inside`select count(*)::int as tables from pg_class
      where relkind in ('r', 'p') and relnamespace not in (select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')`;
    if (countRow.parse(row).tables > 0)
      throw new Error(
        `The database ${database} belongs to ${owner} and holds tables. Nothing was changed. Name another database, or give these tables to ${databaseRoleName("owner")} first.`,
      );
  } finally {
    await inside.end();
  }
}
