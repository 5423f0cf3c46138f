import { withConnection } from "@/db/connection/connect";
import { DatabaseError } from "@/db/connection/database-error";
import { inDatabase } from "@/db/install/roles/make-roles";
import type { RolePlan } from "@/db/install/roles/role-steps";
import { scramVerifier } from "@/db/install/roles/scram-verifier";
import { formatDatabaseAddress, parseDatabaseAddress } from "@/lib/settings/database-address";
import { connectProblem } from "@/lib/settings/database-problems";
import { type DatabaseRole, databaseRoleName, databaseRoles } from "@/lib/settings/database-roles";

/** Passwords in plain text, by their roles. */
export type Passwords = Partial<Record<DatabaseRole, string>>;

/** The roles to make in a database, with the verifiers of the passwords they get; `replaces` says of which role the old one ends. */
export function planOf(database: string, passwords: Passwords, replaces: (role: DatabaseRole) => boolean): RolePlan {
  const entries = Object.entries(mapRoles((role) => passwords[role])).flatMap(([role, password]) =>
    password
      ? [
          [
            role,
            {
              verifier: scramVerifier(password),
              replaces: databaseRoles.some((each) => each === role && replaces(each)),
            },
          ],
        ]
      : [],
  );
  return { database, passwords: Object.fromEntries(entries) };
}

/** What `of` gives for each role. */
export const mapRoles = <T>(of: (role: DatabaseRole) => T): Partial<Record<DatabaseRole, T>> =>
  Object.fromEntries(databaseRoles.map((role) => [role, of(role)]));

/** The names of all roles of the server that the administrator reaches; fails with a sentence where it is not reached. */
export async function existingRoles(admin: string): Promise<Set<unknown>> {
  try {
    const rows = await withConnection(admin, (sql) => sql`select rolname from pg_roles`);
    return new Set(rows.map(({ rolname }) => rolname));
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new Error(connectProblem("--admin", admin, error));
  }
}

/** Whether a role that exists has this password already. */
export async function opens(admin: string, database: string, role: DatabaseRole, password: string): Promise<boolean> {
  const address = parseDatabaseAddress(inDatabase(admin, database));
  if (!address) return false;
  const url = formatDatabaseAddress({ ...address, user: databaseRoleName(role), password });
  return withConnection(url, (sql) => sql`select`).then(
    () => true,
    // PostgreSQL asks for the password first.
    (error: unknown) => error instanceof DatabaseError && ["3D000", "42501"].includes(error.code),
  );
}
