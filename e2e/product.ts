import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { openSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { isPortFree } from "../bin/serve/port";
import { type ClusterUrls, clusterUrls, readCluster } from "../db/embedded/cluster";
import { temporaryFolder } from "../testing/throw-away-postgres";
import { type InstalledDatabase, installedDatabase } from "./database/installed-database";
import { startOf } from "./released-product";

const readyTimeoutMs = 600_000;

/** `npm start`, or that of a release, with its own port and data folder. */
export class Product {
  private child: ChildProcess | null = null;
  private readonly clients = new Map<string, Sql>();

  private constructor(
    readonly port: number,
    readonly folder: string,
    private readonly extraEnv: Readonly<Record<string, string>>,
    private readonly database: InstalledDatabase | null,
  ) {}

  /** Starts one, with more in its environment; on a database that `open` makes in its folder, or the usual one. */
  static async start(
    extraEnv: Readonly<Record<string, string>> = {},
    open: (folder: string) => Promise<InstalledDatabase | null> = installedDatabase,
  ): Promise<Product> {
    const folder = await temporaryFolder("windlass-e2e-");
    const database = await open(folder);
    const product = new Product(await freePort(), folder, { ...database?.env, ...extraEnv }, database);
    await product.start();
    return product;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** For running the repository's commands against this product. */
  get env(): NodeJS.ProcessEnv {
    return environmentOf(this.folder, { PORT: String(this.port), ...this.extraEnv });
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const log = openSync(join(this.folder, "start.log"), "a");
    const { args, options } = startOf(this.folder);
    this.child = spawn(process.execPath, args, { ...options, env: this.env, stdio: ["ignore", log, log] });
    await untilReady(this.url, this.child, readyTimeoutMs, () => this.output());
  }

  isReady(): Promise<boolean> {
    return isReadyAt(this.url);
  }

  output(): Promise<string> {
    return readFile(join(this.folder, "start.log"), "utf8");
  }

  /** Where the database is reached as that role. */
  async urlOf(role: keyof ClusterUrls): Promise<string> {
    if (this.database?.urlOf) return this.database.urlOf(role);
    const cluster = await readCluster(this.folder);
    if (!cluster) throw new Error("The product has no database yet.");
    return clusterUrls(cluster)[role];
  }

  /** A client of the database as that role; numbers are read as numbers. */
  async sql(role: "app" | "owner" | "signin"): Promise<Sql> {
    const known = this.clients.get(role);
    if (known) return known;
    const bigint = { to: 20, from: [20], parse: Number, serialize: String };
    const sql = postgres(await this.urlOf(role), { max: 4, onnotice: () => {}, types: { bigint } });
    this.clients.set(role, sql);
    return sql;
  }

  /** A killed server has cut their connections. */
  async forgetClients(): Promise<void> {
    await Promise.all([...this.clients.values()].map((sql) => sql.end({ timeout: 1 })));
    this.clients.clear();
  }

  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    await this.forgetClients();
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.end();
    await this.database?.stop();
    const cluster = await readCluster(this.folder);
    if (cluster) await rm(resolve(this.folder, cluster.dataFolder), { recursive: true, force: true });
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** For a command of the product on that data folder: nothing of what the caller's own environment sets for it. */
export function environmentOf(folder: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_ENV } = process.env;
  return { PATH, HOME, TMPDIR, NODE_ENV, WINDLASS_DATA_FOLDER: folder, ...more };
}

/** Waits until the product that `child` starts is ready; fails, with what it `said`, where it ends or takes longer. */
export async function untilReady(url: string, child: ChildProcess, withinMs: number, readLog: () => Promise<string>) {
  const ended = once(child, "exit").then(() => true);
  const deadline = Date.now() + withinMs;
  while (!(await isReadyAt(url))) {
    const dead = await Promise.race([ended, pause(100, false)]);
    if (dead || Date.now() > deadline) throw new Error(`It did not start:\n${await readLog()}`);
  }
}

async function isReadyAt(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(30_000) }).catch(() => null);
  return answer?.ok ?? false;
}

/** Below the ephemeral range, so that it is still free when it is used. */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 30_000);
  return (await isPortFree({ host: "127.0.0.1", port })) ? port : freePort();
}
