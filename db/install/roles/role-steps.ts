import { type DatabaseRole, databaseRoleName, databaseRoles } from "@/lib/settings/database-roles";

/** A query whose rows are the statements that are still to be run: none where everything is as it should be. */
export type RoleStep = {
  /** Where it runs: anywhere on the server, or in the product's own database. */
  readonly in: "server" | "database";
  readonly query: string;
};

/** A password's verifier, and whether it replaces the one that an existing role has. */
export type NewPassword = { readonly verifier: string; readonly replaces: boolean };

export type RolePlan = {
  readonly database: string;
  /** Of each role that gets a password; one without any is left as it is. */
  readonly passwords: Partial<Readonly<Record<DatabaseRole, NewPassword>>>;
};

/**
 * The one list of what Windlass needs on a server before it migrates: its roles, its database, and who may connect. Each step
 * asks what is missing, so that a second run finds nothing to do. PostgreSQL 15 to 18; of the administrator it needs CREATEROLE
 * and CREATEDB, and a superuser for those in the database alone.
 */
export const roleSteps = ({ database, passwords }: RolePlan): RoleStep[] => [
  ...databaseRoles.map((role) => server(missingRole(databaseRoleName(role), passwords[role]))),
  server(joinOwner(database)),
  server(missingDatabase(database)),
  server(foreignDatabase(database)),
  server(missingConnectRights(database)),
  server(leaveOwner),
  { in: "database", query: openDiskFunctions },
];

const server = (query: string): RoleStep => ({ in: "server", query });

const owner = databaseRoleName("owner");
const connecting = databaseRoles.filter((role) => role !== "owner").map(databaseRoleName);

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const name = (value: string) => `"${value.replaceAll('"', '""')}"`;

// A role that exists keeps its password, unless it is to be replaced.
function missingRole(role: string, password: NewPassword | undefined): string {
  const set = password ? ` password ${text(password.verifier)}` : "";
  const isThere = `exists (select from pg_roles where rolname = ${text(role)})`;
  const cannotLogIn = `exists (select from pg_roles where rolname = ${text(role)} and not rolcanlogin)`;
  const alter = password?.replaces ? `${text(`alter role ${role} with login${set}`)} where ${isThere}` : "";
  return [
    `select ${text(`create role ${role} login${set}`)} as statement where not ${isThere}`,
    `union all select ${alter || `${text(`alter role ${role} with login`)} where ${cannotLogIn}`}`,
  ].join(" ");
}

const isThere = (database: string) => `exists (select from pg_database where datname = ${text(database)})`;

const isForeign = (database: string) =>
  `exists (select from pg_database where datname = ${text(database)} and pg_get_userbyid(datdba) <> ${text(owner)})`;

/** Whether somebody besides the four may do anything with the database, or one of the three may not connect. */
const lacksConnectRights = (database: string) =>
  `(exists (select from ${accessRights(database)} and a.grantee = 0)
    or ${connecting.length} > (select count(distinct rolname) from ${accessRights(database)}
      and privilege_type = 'CONNECT' and rolname in (${connecting.map(text).join(", ")})))`;

const accessRights = (database: string) =>
  `pg_database cross join aclexplode(coalesce(datacl, acldefault('d', datdba))) a left join pg_roles r on r.oid = a.grantee
    where datname = ${text(database)}`;

const version16 = "current_setting('server_version_num')::int >= 160000";

// Who is no superuser has to be a member of the owner to give it a database and to grant on it. Until PostgreSQL 15 CREATEROLE is
// enough to become one, since 16 the one who made a role may grant it. Left again below, by whoever joined here.
const joinOwner = (database: string) => `
  select unnest(array[case when ${version16} then 'grant ${owner} to current_user with set true, inherit true' else 'grant ${owner} to current_user' end,
    'set windlass.joined = yes']) as statement
  where (not ${isThere(database)} or ${isForeign(database)} or ${lacksConnectRights(database)}) and current_setting('is_superuser') = 'off'
    and not exists (select from pg_roles where rolname = ${text(owner)}
      and pg_has_role(current_user, oid, case when ${version16} then 'SET' else 'MEMBER' end))`;

const leaveOwner = `
  select unnest(array['revoke ${owner} from current_user', 'reset windlass.joined']) as statement
  where current_setting('windlass.joined', true) = 'yes'`;

// From template0, because the encoding of template1 may be another.
const missingDatabase = (database: string) => `
  select ${text(`create database ${name(database)} owner ${owner} encoding 'UTF8' template template0`)} as statement where not ${isThere(database)}`;

const foreignDatabase = (database: string) => `
  select ${text(`alter database ${name(database)} owner to ${owner}`)} as statement where ${isForeign(database)}`;

// No temporary tables for anybody: one could shadow a real table.
const missingConnectRights = (database: string) => `
  select unnest(array['set role ${owner}', ${text(`revoke all on database ${name(database)} from public`)},
    ${text(`grant connect on database ${name(database)} to ${connecting.join(", ")}`)}, 'reset role']) as statement
  where ${lacksConnectRights(database)}`;

/** By default every role can make large objects and write WAL messages, and so fill the disk; only a superuser can revoke that. */
const openDiskFunctions = `
  select format('revoke execute on function %s from public', p.oid::regprocedure) as statement from pg_proc p
  where pronamespace = 'pg_catalog'::regnamespace
    and (proname ~ '^(lo_(creat|from_bytea|put|open|truncate|import)|lowrite)' or proname = 'pg_logical_emit_message')
    and exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0)`;
