import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { makeRoles } from "@/db/install/roles/make-roles";
import { rolesScript } from "@/db/install/roles/roles-script";
import { isPlainPassword } from "@/db/install/roles/scram-verifier";
import { formatDatabaseAddress, parseDatabaseAddress } from "@/lib/settings/database-address";
import { addressVariables, type DatabaseRole, databaseRoleName, databaseRoles } from "@/lib/settings/database-roles";
import { withSecretFiles } from "../keys/secret-files";
import { type AddressFiles, passwordsOf, refuseLostAddresses, writeAddresses } from "./address-files";
import { type Command, parseArguments, UsageError } from "./command";
import { existingRoles, mapRoles, opens, type Passwords, planOf } from "./role-passwords";

export const command: Command = {
  usage: `--admin postgres://… [--database windlass] [--password-file ROLE=FILE]… [--address-file ROLE=FILE]… [--new-passwords]
       … --sql [--host HOST]
  --admin          who makes the roles: a superuser, or a role with CREATEROLE and CREATEDB; else ADMIN_DATABASE_URL
  --database       the database's name, “windlass” without it; made if it is missing
  --password-file  the password of a role (owner, app, signin, worker) from a file; else from its variable, such as
                   DATABASE_URL; else a new role gets one that is made here
  --address-file   where a role's address is kept: written with a new password, and read again by the next run; for services
                   that take it as DATABASE_URL_FILE and its siblings
  --new-passwords  gives every role a new password, made here; else roles that exist keep theirs
  --sql            prints the SQL for psql and changes nothing; --host is what the addresses name
  Prints the address of each role with a new password, once, as lines for a file of variables.`,
  run: async (args) => {
    const options = readOptions(args);
    return options.sql ? printScript(options) : makeConfigured(options);
  },
};

type Options = ReturnType<typeof readOptions>;

function readOptions(args: readonly string[]) {
  const env = withSecretFiles(process.env);
  const { values } = parseArguments(args, { options: optionsOfRoles });
  const admin = values.admin ?? env.ADMIN_DATABASE_URL;
  if (values.sql && values["address-file"]) throw new UsageError("--sql writes no files: leave out --address-file.");
  if (!admin && !values.sql) throw new UsageError("--admin is missing.");
  const address = parseDatabaseAddress(admin ?? `postgres://${values.host ?? "localhost"}/postgres`);
  if (!address)
    throw new UsageError("--admin is not an address like postgres://postgres:password@db.example.com/postgres.");
  const files = filesOfRoles("--address-file", values["address-file"] ?? []);
  const given: Passwords = values["new-passwords"]
    ? {}
    : { ...passwordsIn(env), ...passwordsOf(files), ...passwordsFrom(values["password-file"] ?? []) };
  return {
    files,
    admin,
    address,
    given,
    database: values.database,
    sql: values.sql,
    renew: values["new-passwords"],
  };
}

const optionsOfRoles = {
  admin: { type: "string" },
  database: { type: "string", default: "windlass" },
  "password-file": { type: "string", multiple: true },
  "address-file": { type: "string", multiple: true },
  "new-passwords": { type: "boolean", default: false },
  sql: { type: "boolean", default: false },
  host: { type: "string" },
} as const;

/** The passwords of the addresses that are configured for the four roles already. */
function passwordsIn(env: Readonly<Record<string, string | undefined>>): Passwords {
  const found = databaseRoles.flatMap((role) => {
    const address = parseDatabaseAddress(env[addressVariables[role]] ?? "");
    const isOwn = address?.user === databaseRoleName(role) && address.password !== "";
    return address && isOwn ? [[role, plainPassword(address.password, addressVariables[role])]] : [];
  });
  return Object.fromEntries(found);
}

function passwordsFrom(pairs: readonly string[]): Passwords {
  return Object.fromEntries(
    Object.entries(filesOfRoles("--password-file", pairs)).map(([role, file]) => [
      role,
      plainPassword(readFileSync(file, "utf8").replace(/\r?\n$/, ""), file),
    ]),
  );
}

function filesOfRoles(option: string, pairs: readonly string[]): AddressFiles {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [word = "", file = ""] = pair.split(/=(.*)/s);
      const role = databaseRoles.find((each) => [each, databaseRoleName(each)].includes(word));
      if (!role || !file) throw new UsageError(`${option} takes ROLE=FILE, with ${databaseRoles.join(", ")}.`);
      return [role, file];
    }),
  );
}

function plainPassword(password: string, where: string): string {
  if (isPlainPassword(password)) return password;
  throw new UsageError(`The password in ${where} is empty, or holds more than printable ASCII.`);
}

const madePassword = () => randomBytes(24).toString("base64url");

function printScript({ address, given, database, renew }: Options): undefined {
  const passwords = mapRoles((role) => given[role] ?? madePassword());
  console.log(rolesScript(planOf(database, passwords, (role) => renew || role in given)));
  console.error(
    "Run it with psql. The addresses, which are shown this once; of roles that exist, the passwords stay:\n",
  );
  for (const role of databaseRoles) console.error(addressLine(role, { ...address, database }, passwords[role]));
}

async function makeConfigured({ admin = "", address, files, given, database, renew }: Options): Promise<undefined> {
  const existing = await existingRoles(admin);
  if (!renew) refuseLostAddresses(files, existing, given);
  const passwords: Passwords = {};
  for (const role of databaseRoles) {
    const isNew = !existing.has(databaseRoleName(role)) || renew;
    const password = given[role] ?? (isNew ? madePassword() : undefined);
    if (password && (isNew || !(await opens(admin, database, role, password)))) passwords[role] = password;
  }
  // Before the server knows them: a run that breaks off here is made good by the next one.
  writeAddresses(files, { ...address, database }, { ...given, ...passwords });
  const { statements, needsSuperuser } = await makeRoles(
    admin,
    planOf(database, passwords, () => true),
  );
  for (const statement of statements) console.error(statement);
  console.error(statements.length > 0 ? "Done." : "The roles and the database are there. Nothing was changed.");
  if (needsSuperuser) console.error(forSuperuser);
  for (const role of databaseRoles) {
    const password = passwords[role];
    if (password && !(role in given) && !(role in files))
      console.log(addressLine(role, { ...address, database }, password));
  }
}

const forSuperuser = `Left to a superuser, in this database, if there is one: otherwise every role can fill the disk by
  revoke execute on function lo_create, lo_creat, lo_from_bytea, lo_put, lo_open, lowrite, pg_logical_emit_message from public;`;

const addressLine = (role: DatabaseRole, address: Parameters<typeof formatDatabaseAddress>[0], password = "") =>
  `${addressVariables[role]}=${formatDatabaseAddress({ ...address, user: databaseRoleName(role), password })}`;
