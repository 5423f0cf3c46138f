import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Cluster, readCluster, superuserUrl } from "@/db/embedded/cluster";
import { type Embedded, startEmbedded } from "@/db/embedded/start-embedded";
import { migrate } from "@/db/install/migrate";
import { formatDatabaseAddress, parseDatabaseAddress } from "@/lib/settings/database-address";
import { addressVariables, databaseRoleName, databaseRoles } from "@/lib/settings/database-roles";
import { connect } from "@/testing/database";
import { installedPostgres, temporaryFolder } from "@/testing/throw-away-postgres";
import { addressProblems, rightProblems } from "./check-addresses";

// `windlass roles` on a server of its own, which has no roles yet: as a superuser, and as an administrator of a managed service.

let folder: string;
let server: Embedded;
let superuser: string;

beforeAll(async () => {
  folder = await temporaryFolder("windlass-roles-");
  server = await startEmbedded(folder, { fsync: false, installed: installedPostgres() });
  superuser = superuserUrl(await cluster(), "postgres");
});
afterAll(async () => {
  await server.stop();
  await rm(resolve(folder, (await cluster()).dataFolder), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

async function cluster(): Promise<Cluster> {
  const found = await readCluster(folder);
  if (!found) throw new Error("the cluster left no description");
  return found;
}

async function asSuperuser<T>(...statements: string[]): Promise<T[]> {
  const sql = connect(superuser, 1);
  try {
    let rows: T[] = [];
    for (const statement of statements) rows = [...(await sql.unsafe<T[]>(statement))];
    return rows;
  } finally {
    await sql.end();
  }
}

/** A server as somebody gets it: the roles are nowhere, and who administers it may make roles and databases. */
beforeEach(async () => {
  const names = databaseRoles.map(databaseRoleName);
  await asSuperuser(
    "drop database if exists windlass with (force)",
    "do $$ begin if exists (select from pg_roles where rolname = 'admin') then drop owned by admin; end if; end $$",
    ...[...names, "admin"].map((name) => `drop role if exists ${name}`),
    "create role admin login createrole createdb password 'of-the-admin'",
    "grant connect on database postgres to admin",
  );
});

const administrators = {
  superuser: () => superuser,
  "who is no superuser": () => superuser.replace(/\/\/[^@]*@/, "//admin:of-the-admin@"),
};

function roles(args: readonly string[], env: Record<string, string> = {}) {
  const command = ["--import", "tsx", "bin/windlass.ts", "roles", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "test", ...env },
  });
  return { status, stdout, stderr, variables: Object.fromEntries(stdout.trim().split("\n").map(splitLine)) };
}

const splitLine = (line: string) => [line.replace(/=.*/s, ""), line.replace(/^[^=]*=/, "")];

const urlsIn = (variables: Record<string, string>) => ({
  migrate: variables.MIGRATE_DATABASE_URL ?? "",
  app: variables.DATABASE_URL ?? "",
  signin: variables.SIGNIN_DATABASE_URL ?? "",
  worker: variables.WORKER_DATABASE_URL ?? "",
});

const verifiers = () =>
  asSuperuser("select rolname, rolpassword from pg_authid where rolname ~ '^windlass_' order by rolname");
const memberships = () =>
  asSuperuser<{ joined: boolean }>(
    "select exists (select from pg_roles a where a.rolname = 'admin' and pg_has_role(a.oid, 'windlass_owner', 'usage')) as joined",
  );

describe.each(Object.entries(administrators))("as an administrator: %s", (administrator, address) => {
  it("makes everything that a migration and each process need, and a second run changes nothing", async () => {
    const first = roles(["--admin", address()]);
    expect(first.stderr).toContain("create role windlass_app");
    expect(first.status).toBe(0);
    expect(Object.keys(first.variables).sort()).toEqual(Object.values(addressVariables).sort());
    const urls = urlsIn(first.variables);
    expect(await addressProblems(urls)).toEqual([]);
    await migrate(urls.migrate, "production");
    expect(await rightProblems(urls)).toEqual([]);
    expect(await memberships()).toEqual([{ joined: false }]);

    const before = await verifiers();
    const second = roles(["--admin", address()]);
    expect([second.status, second.stdout]).toEqual([0, ""]);
    expect(second.stderr).toContain("Nothing was changed.");
    expect(roles(["--admin", address()], first.variables).stderr).toContain("Nothing was changed.");
    expect(await verifiers()).toEqual(before);

    const renewed = roles(["--admin", address(), "--new-passwords"]);
    expect(await addressProblems(urlsIn(renewed.variables))).toEqual([]);
    expect(await addressProblems(urls)).toEqual(
      Object.values(addressVariables).map((variable) => expect.stringMatching(`^${variable}: .* refused the password`)),
    );
  });

  it("keeps addresses in files for services, reads them again, and makes no other password where one is lost", async () => {
    const fileOf = (role: string) => join(folder, `addresses-of-${administrator.slice(0, 3)}`, role);
    const options = databaseRoles.flatMap((role) => ["--address-file", `${role}=${fileOf(role)}`]);
    const made = roles(["--admin", address(), ...options]);
    expect([made.status, made.stdout]).toEqual([0, ""]);
    const written = databaseRoles.map((role) => [addressVariables[role], readFileSync(fileOf(role), "utf8").trim()]);
    const urls = urlsIn(Object.fromEntries(written));
    expect(await addressProblems(urls)).toEqual([]);
    expect(statSync(fileOf("app")).mode & 0o777).toBe(0o600);
    expect(roles(["--admin", address(), ...options]).stderr).toContain("Nothing was changed.");

    // The same passwords on a server that lost its roles, as one that was set up anew.
    await asSuperuser(
      "drop database windlass with (force)",
      ...databaseRoles.map((role) => `drop role windlass_${role}`),
    );
    expect(roles(["--admin", address(), ...options]).status).toBe(0);
    expect(await addressProblems(urls)).toEqual([]);

    await rm(fileOf("worker"));
    const lost = roles(["--admin", address(), ...options]);
    expect([lost.status, lost.stderr]).toEqual([
      1,
      expect.stringMatching("windlass_worker exists, and .*worker does not"),
    ]);
    expect(await addressProblems(urls)).toEqual([]);
    await writeFile(fileOf("worker"), urls.app);
    expect(roles(["--admin", address(), ...options])).toMatchObject({ status: 2 });
    await writeFile(fileOf("worker"), urls.worker);
    expect(roles(["--admin", address(), ...options, "--new-passwords"]).status).toBe(0);
    expect(readFileSync(fileOf("app"), "utf8").trim()).not.toBe(urls.app);
    expect(await addressProblems(urls)).toHaveLength(4);
  });

  it("takes passwords from files and from addresses, and prints none of them", async () => {
    const file = join(folder, "app-password");
    await writeFile(file, "p@ss word:'$1\n");
    const given = parseDatabaseAddress(superuser);
    if (!given) throw new Error("no address");
    const worker = formatDatabaseAddress({
      ...given,
      user: "windlass_worker",
      password: "of/the worker",
      database: "windlass",
    });
    const made = roles(["--admin", address(), "--password-file", `app=${file}`], { WORKER_DATABASE_URL: worker });
    expect(made.status).toBe(0);
    expect(Object.keys(made.variables).sort()).toEqual(["MIGRATE_DATABASE_URL", "SIGNIN_DATABASE_URL"]);
    expect(made.stdout + made.stderr).not.toMatch(/p@ss|of.the.worker|SCRAM/);
    const app = formatDatabaseAddress({
      ...given,
      user: "windlass_app",
      password: "p@ss word:'$1",
      database: "windlass",
    });
    expect(await addressProblems({ ...urlsIn(made.variables), app, worker })).toEqual([]);
  });

  it("gives the owner an empty database that is somebody else's, and refuses one with tables", async () => {
    await asSuperuser("create database windlass owner admin");
    expect(roles(["--admin", address()]).status).toBe(0);
    const [row] = await asSuperuser(
      "select pg_get_userbyid(datdba) as owner from pg_database where datname = 'windlass'",
    );
    expect(row).toEqual({ owner: "windlass_owner" });
    await asSuperuser("alter database windlass owner to admin");
    const inside = connect(administrators["who is no superuser"]().replace(/postgres$/, "windlass"), 1);
    await inside`create table theirs ()`;
    await inside.end();
    const refused = roles(["--admin", address()]);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("belongs to admin and holds tables")]);
  });
});

const psql = [join(installedPostgres()?.folder ?? "", "bin", "psql"), "/usr/bin/psql"].find((file) => existsSync(file));

it.runIf(psql)("the script does the same by psql, twice, and holds no password", async () => {
  for (const address of Object.values(administrators)) {
    const { stdout, stderr, status } = roles(["--admin", address(), "--sql"]);
    expect(status).toBe(0);
    const urls = urlsIn(Object.fromEntries(stderr.trim().split("\n").map(splitLine)));
    for (const { url } of Object.values(urls).map((url) => ({ url })))
      expect(stdout).not.toContain(parseDatabaseAddress(url)?.password);
    for (const _ of ["first", "second"]) {
      const run = spawnSync(psql ?? "", ["-X", address()], { input: stdout, encoding: "utf8" });
      expect([run.status, run.stderr]).toEqual([0, ""]);
    }
    expect(await addressProblems(urls)).toEqual([]);
    await asSuperuser("drop database windlass", ...databaseRoles.map((role) => `drop role ${databaseRoleName(role)}`));
  }
});

describe("an address that is wrong", () => {
  it("is named with its variable and the reason, without its password", async () => {
    const urls = urlsIn(roles(["--admin", superuser]).variables);
    const port = /:(\d+)\//.exec(superuser)?.[1];
    const wrong = {
      "no host was found": urls.app.replace("127.0.0.1", "db.invalid"),
      "nothing accepts connections": urls.app.replace(`:${port}/`, ":9/"),
      "refused the password": urls.app.replace(/windlass_app:[^@]*/, "windlass_app:secret"),
      "there is no database": urls.app.replace(/windlass$/, "elsewhere"),
      "does not let nobody in|refused the password of nobody": urls.app.replace("windlass_app", "nobody"),
      "ended the connection before": `${urls.app}?sslmode=require`,
      "is not an address": "mysql://windlass_app:secret@db/windlass",
      "lacks the right to connect": urls.app.replace(/windlass$/, "template1"),
      "leads to another database": superuser,
    };
    for (const [reason, app] of Object.entries(wrong)) {
      const problems = await addressProblems({ ...urls, app });
      expect(problems).toEqual([expect.stringMatching(new RegExp(`^DATABASE_URL.*(${reason})`))]);
      expect(problems.join()).not.toContain("secret");
    }
  });

  it("of an owner who no longer owns the database is named; a migration brings back the database's own rights", async () => {
    const urls = urlsIn(roles(["--admin", superuser]).variables);
    await migrate(urls.migrate, "production");
    // As after a restore into a database that somebody made anew.
    await asSuperuser(
      "revoke connect on database windlass from windlass_worker",
      "grant connect, temporary on database windlass to public",
    );
    expect(await addressProblems(urls)).toEqual([]);
    await migrate(urls.migrate, "production");
    const [row] = await asSuperuser("select datacl::text as rights from pg_database where datname = 'windlass'");
    expect(row).toEqual({ rights: expect.stringMatching(/^{[^}]*windlass_worker=c\/[^}]*}$/) });
    expect(row).toEqual({ rights: expect.not.stringMatching(/[{,]=/) });
    await asSuperuser("alter database windlass owner to postgres", "grant all on database windlass to windlass_owner");
    expect(await addressProblems(urls)).toEqual(
      ["make tables in the schema public", "own the database"].map((right) =>
        expect.stringMatching(`^MIGRATE_DATABASE_URL: windlass_owner lacks the right to ${right}`),
      ),
    );
  });

  it("of a role that lacks a right is named with it", async () => {
    const urls = urlsIn(roles(["--admin", superuser]).variables);
    await migrate(urls.migrate, "production");
    expect(await addressProblems({ ...urls, migrate: urls.app })).toEqual(
      ["make tables in the database", "make tables in the schema public"].map((right) =>
        expect.stringMatching(`^MIGRATE_DATABASE_URL: windlass_app lacks the right to ${right}`),
      ),
    );
    expect(await rightProblems({ ...urls, app: urls.signin, worker: urls.app })).toEqual([
      expect.stringMatching(/^DATABASE_URL: windlass_signin lacks the right to read changes\..*windlass_app/),
      expect.stringMatching(/^DATABASE_URL: windlass_signin lacks the right to record events/),
      expect.stringMatching(/^WORKER_DATABASE_URL: windlass_app lacks the right to number events/),
      expect.stringMatching(/^WORKER_DATABASE_URL: windlass_app lacks the right to run the queue/),
    ]);
  });
});
