import type { Sql } from "postgres";
import { z } from "zod";
import { connect } from "@/db/connection/connect";
import { DatabaseError } from "@/db/connection/database-error";
import { parseDatabaseAddress } from "@/lib/settings/database-address";
import { connectProblem, missingRight, otherDatabase, unreadableAddress } from "@/lib/settings/database-problems";
import { addressVariables, type DatabaseRole, databaseRoles } from "@/lib/settings/database-roles";
import type { DatabaseUrls } from "@/lib/settings/database-urls";

/** Each right that a process needs before it can work, and the condition in SQL that tells whether its role has it. */
const neededRights: Readonly<Record<DatabaseRole, Readonly<Record<string, string>>>> = {
  owner: {
    "make tables in the database": "has_database_privilege(current_database(), 'create')",
    "make tables in the schema public": "has_schema_privilege('public', 'create')",
    "own the database":
      "current_user <> 'windlass_owner' or pg_has_role((select datdba from pg_database where datname = current_database()), 'usage')",
  },
  app: {
    "use the schema public": "has_schema_privilege('public', 'usage')",
    "read changes": "has_table_privilege('public.changes', 'select')",
    "record events": "has_any_column_privilege('public.events', 'insert')",
  },
  signin: {
    "use the schema public": "has_schema_privilege('public', 'usage')",
    "open sessions": "has_function_privilege('public.sign_in(text, text, text, text, text[], text, bytea)', 'execute')",
  },
  worker: {
    "use the schema public": "has_schema_privilege('public', 'usage')",
    "number events": "has_function_privilege('public.sequence_events(integer)', 'execute')",
    "run the queue": "has_schema_privilege('graphile_worker', 'usage')",
  },
};

const rightsRow = z.object({ user: z.string(), place: z.string(), held: z.array(z.boolean()) });

/**
 * Connects to each address before anything is migrated, and says in sentences which variable is wrong and why, and what the owner
 * lacks: an empty list where all is well. Reads only.
 */
export async function addressProblems(
  urls: DatabaseUrls,
  roles: readonly DatabaseRole[] = databaseRoles,
): Promise<string[]> {
  const found = await Promise.all(roles.map((role) => lookAt(role, urlOf(urls, role), role === "owner")));
  const places = roles.map((role, at) => ({ role, place: found[at]?.place }));
  const strays = places.filter(({ place }) => place && places[0]?.place && place !== places[0].place);
  return unique([...found.flatMap(({ problems }) => problems), ...strays.map(({ role }) => otherDatabase(role))]);
}

/** The same after a migration, for what it granted: which right the role behind which variable lacks. Reads only. */
export async function rightProblems(
  urls: DatabaseUrls,
  roles: readonly DatabaseRole[] = databaseRoles,
): Promise<string[]> {
  const found = await Promise.all(roles.map((role) => lookAt(role, urlOf(urls, role), true)));
  return unique(found.flatMap(({ problems }) => problems));
}

/** Fails with these sentences, where there are any. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

const urlOf = (urls: DatabaseUrls, role: DatabaseRole) => (role === "owner" ? urls.migrate : urls[role]);

const unique = (sentences: readonly string[]) => [...new Set(sentences)];

type Found = { readonly problems: readonly string[]; readonly place?: string };

async function lookAt(role: DatabaseRole, url: string, withRights: boolean): Promise<Found> {
  const variable = addressVariables[role];
  if (!parseDatabaseAddress(url)) return { problems: [unreadableAddress(variable)] };
  const sql = connect(url, { max: 1, connect_timeout: 10, idle_timeout: 0, onnotice: () => {} });
  try {
    const { user, place, held } = await readRights(sql, withRights ? Object.values(neededRights[role]) : []);
    const lacking = Object.keys(neededRights[role]).filter((_, at) => held[at] === false);
    return { place, problems: lacking.map((right) => missingRight({ role, right }, user)) };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return { problems: [connectProblem(variable, url, { code: error.code, message: plain(error) })] };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

// The start time tells servers apart, where several have a database of that name.
async function readRights(sql: Sql, conditions: readonly string[]) {
  const held = conditions.length > 0 ? `array[${conditions.join(", ")}]` : "'{}'::boolean[]";
  const [row] = await sql.unsafe(
    `select current_user::text as user, concat_ws(' ', current_database(), pg_postmaster_start_time()) as place, ${held} as held`,
  );
  return rightsRow.parse(row);
}

const plain = ({ message, code }: DatabaseError) => message.replace(` (${code})`, "").replace(/\.$/, "");
