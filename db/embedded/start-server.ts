import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { connect } from "@/db/connection/connect";
import { spawnGuarded } from "@/db/connection/spawn-guarded.mjs";
import { type Cluster, superuserUrl } from "./cluster";
import type { Account } from "./server-account";
import { type DurabilityOptions, serverOptions } from "./server-options";

const startTimeoutMs = 120_000;

/** A server process that ends with this one; `end` shuts it down cleanly. */
export type GuardedProcess = ReturnType<typeof spawnGuarded>;

export type ServerFolders = { data: string; binaries: string; log: string; account: Account };

/** Starts PostgreSQL on the cluster's data and waits until it answers, which after an unclean stop includes recovery. */
export async function startServer(
  cluster: Cluster,
  serverFolders: ServerFolders,
  options: DurabilityOptions,
): Promise<GuardedProcess> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const server = await launch(cluster, serverFolders, options);
    if (await waitUntilReady(cluster, server.child, deadline)) return server;
    // Right after a crash, processes of the dead server can hold its shared memory for a moment, so the start is retried.
    if (Date.now() > deadline - startTimeoutMs + 10_000) throw new Error(await startFailureMessage(serverFolders.log));
    await pause(500);
  }
}

/** Runs one of PostgreSQL's programs to its end; fails with its standard error. */
export async function runProgram(program: string, args: string[], account: Account, cwd: string): Promise<void> {
  const child = spawn(program, args, {
    ...account,
    cwd,
    env: minimalEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stderrLines: string[] = [];
  child.stderr.on("data", (part: Buffer) => stderrLines.push(part.toString()));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} failed: ${stderrLines.join("").trim()}`);
}

async function launch(
  cluster: Cluster,
  serverFolders: ServerFolders,
  options: DurabilityOptions,
): Promise<GuardedProcess> {
  const log = await open(serverFolders.log, "a", 0o600);
  try {
    const args = ["-D", serverFolders.data, ...serverOptions(cluster.port, options)];
    const server = spawnGuarded(join(serverFolders.binaries, "bin", "postgres"), args, {
      ...serverFolders.account,
      cwd: serverFolders.data,
      env: minimalEnvironment(),
      stdio: ["pipe", log.fd, log.fd],
      whom: "program",
      ending: "INT",
    });
    await once(server.child, "spawn");
    return server;
  } finally {
    await log.close();
  }
}

async function waitUntilReady(cluster: Cluster, server: ChildProcess, deadline: number): Promise<boolean> {
  const url = superuserUrl(cluster, "postgres");
  while (server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
    const sql = connect(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    const answered = await sql`select 1`.then(() => true).catch(() => false);
    await sql.end({ timeout: 0 });
    if (answered) return true;
    await pause(50);
  }
  return false;
}

async function startFailureMessage(log: string): Promise<string> {
  const lines = (await readFile(log, "utf8")).trim().split("\n").slice(-5);
  return `The embedded PostgreSQL did not start. The end of ${log}:\n${lines.join("\n")}`;
}

function minimalEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, NODE_ENV } = process.env;
  return { PATH, SystemRoot, TEMP, NODE_ENV, LC_ALL: "C" };
}
