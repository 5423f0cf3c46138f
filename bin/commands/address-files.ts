import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type DatabaseAddress, formatDatabaseAddress, parseDatabaseAddress } from "@/lib/settings/database-address";
import { type DatabaseRole, databaseRoleName, databaseRoles } from "@/lib/settings/database-roles";
import { UsageError } from "./command";
import type { Passwords } from "./role-passwords";

/** The file in which the address of a role is kept, for services that read it as NAME_FILE. */
export type AddressFiles = Partial<Record<DatabaseRole, string>>;

/** The passwords in the files that an earlier run has written. */
export function passwordsOf(files: AddressFiles): Passwords {
  return Object.fromEntries(
    entriesOf(files)
      .filter(([, file]) => existsSync(file))
      .map(([role, file]) => [role, passwordIn(file, role)]),
  );
}

function passwordIn(file: string, role: DatabaseRole): string {
  const address = parseDatabaseAddress(readFileSync(file, "utf8").trim());
  if (address?.user === databaseRoleName(role) && address.password !== "") return address.password;
  throw new UsageError(`${file} does not hold an address of ${databaseRoleName(role)} with its password.`);
}

/** Refuses roles that exist and whose password nobody here knows: a new one would lock out whoever uses the old one. */
export function refuseLostAddresses(files: AddressFiles, roles: Set<unknown>, passwords: Passwords): void {
  const lost = entriesOf(files).filter(([role]) => roles.has(databaseRoleName(role)) && passwords[role] === undefined);
  if (lost.length === 0) return;
  const names = lost.map(([role, file]) => `${databaseRoleName(role)} exists, and ${file} does not.`);
  throw new Error(
    [...names, "Put its address there, or say --new-passwords once: then start again what uses the old ones."].join(
      " ",
    ),
  );
}

/** Writes each address whole or not at all, for its owner alone; one that is there already is left alone. */
export function writeAddresses(files: AddressFiles, server: DatabaseAddress, passwords: Passwords): void {
  for (const [role, file] of entriesOf(files)) {
    const address = formatDatabaseAddress({ ...server, user: databaseRoleName(role), password: passwords[role] ?? "" });
    if (existsSync(file) && readFileSync(file, "utf8").trim() === address) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, `${address}\n`, { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }
}

const entriesOf = (files: AddressFiles): (readonly [DatabaseRole, string])[] =>
  databaseRoles.flatMap((role) => {
    const file = files[role];
    return file === undefined ? [] : [[role, file] as const];
  });
