import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { installedPostgres } from "../../testing/throw-away-postgres";
import type { InstalledDatabase } from "../database/installed-database";
import { freePort } from "../product";

const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root. */
const account = isRoot ? { uid: 65_534, gid: 65_534 } : {};
const password = "of-this-test-alone";
const roles = {
  MIGRATE_DATABASE_URL: "owner",
  DATABASE_URL: "app",
  SIGNIN_DATABASE_URL: "signin",
  WORKER_DATABASE_URL: "worker",
} as const;

type Role = (typeof roles)[keyof typeof roles];
type Server = { readonly data: string; readonly port: number };

/** A PostgreSQL and its synchronous standby, behind one address for each role that names both. */
export class ReplicatedDatabase implements InstalledDatabase {
  private constructor(
    private readonly binaries: string,
    private readonly primary: Server,
    private readonly standby: Server,
    readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(folder: string): Promise<ReplicatedDatabase> {
    const binaries = join(installedPostgres()?.folder ?? "", "bin");
    if (isRoot) chownSync(folder, account.uid ?? 0, account.gid ?? 0);
    const [primary, standby] = [await serverIn(folder, "primary"), await serverIn(folder, "standby")];
    writeFileSync(join(folder, "password"), password);
    const run = (program: string, args: readonly string[]) =>
      execFileSync(join(binaries, program), args, {
        ...account,
        env: { PGPASSWORD: password, NODE_ENV: "test" },
        cwd: folder,
        stdio: "ignore",
      });
    run("initdb", ["-D", primary.data, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${folder}/password`]);
    await startServer(binaries, primary);
    run("pg_basebackup", ["-d", adminUrl(primary), "-D", standby.data, "-R", "-X", "stream"]);
    await startServer(binaries, standby);
    const admin = postgres(adminUrl(primary), { max: 1 });
    await admin`alter system set synchronous_standby_names = '*'`;
    await admin`select pg_reload_conf()`;
    while ((await admin`select from pg_stat_replication where sync_state = 'sync'`).length === 0) await pause(100);
    await admin.end();
    return new ReplicatedDatabase(binaries, primary, standby, await addressesOf(primary, standby));
  }

  /** Where a role is reached on whichever of both takes writes. */
  urlOf(role: Role): string {
    const [variable = ""] = Object.entries(roles).find(([, each]) => each === role) ?? [];
    return this.env[variable] ?? "";
  }

  /** The same with the standby as the database of reports. */
  readFromStandby(): ReplicatedDatabase {
    const env = { ...this.env, READ_DATABASE_URL: this.standbyUrl("app") };
    return new ReplicatedDatabase(this.binaries, this.primary, this.standby, env);
  }

  /** Where a role, or the administrator, reaches the standby alone. */
  standbyUrl(role: Role | "admin"): string {
    if (role === "admin") return adminUrl(this.standby);
    return this.urlOf(role)
      .replace(/@[^/]+/, `@127.0.0.1:${this.standby.port}`)
      .replace(/\?.*/, "");
  }

  /** Ends the primary as if its machine had lost its power, and makes the standby take its place. */
  failOver(): void {
    this.control(this.primary, "stop", "-m", "immediate");
    this.control(this.standby, "promote");
  }

  async stop(): Promise<void> {
    for (const server of [this.primary, this.standby])
      try {
        this.control(server, "stop", "-m", "immediate");
      } catch {
        // It has been stopped.
      }
  }

  private control(server: Server, ...args: readonly string[]): void {
    execFileSync(join(this.binaries, "pg_ctl"), ["-D", server.data, ...args], { ...account, stdio: "ignore" });
  }
}

async function serverIn(folder: string, name: string): Promise<Server> {
  const data = join(folder, name);
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) chownSync(data, account.uid ?? 0, account.gid ?? 0);
  return { data, port: await freePort() };
}

const adminUrl = ({ port }: Server) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

async function startServer(binaries: string, { data, port }: Server): Promise<void> {
  const options = [
    "-D",
    data,
    "-p",
    String(port),
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "unix_socket_directories=",
  ];
  spawn(join(binaries, "postgres"), options, { ...account, stdio: "ignore" });
  const sql = postgres(adminUrl({ data, port }), { max: 1 });
  while (!(await sql`select 1`.then(Boolean, () => false))) await pause(100);
  await sql.end();
}

/** The roles are made by the product's own command; its addresses then name both servers. */
async function addressesOf(primary: Server, standby: Server): Promise<Record<string, string>> {
  const command = spawn(
    process.execPath,
    ["--import", "tsx", "bin/windlass.ts", "roles", "--admin", adminUrl(primary)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let lines = "";
  command.stdout.on("data", (piece) => {
    lines += piece;
  });
  const [code] = await once(command, "close");
  if (code !== 0) throw new Error("The roles could not be made.");
  const both = `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`;
  return Object.fromEntries(
    lines
      .trim()
      .split("\n")
      .map((line) => [
        line.slice(0, line.indexOf("=")),
        `${line.slice(line.indexOf("=") + 1).replace(`127.0.0.1:${primary.port}`, both)}?target_session_attrs=read-write`,
      ]),
  );
}
