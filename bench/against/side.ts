import { execFile } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { spawnGuarded } from "../../db/connection/spawn-guarded.mjs";
import { environmentOf, freePort, untilReady } from "../../e2e/product";
import { cpuDuring, totalMs } from "../cpu/cpu-time";

const readyWithinMs = 900_000;
const idleWithinMs = 900_000;
const run = promisify(execFile);

/** A build as `npm start` runs it from its own tree, on a data folder. All that is known of it is the contract: its commands and addresses. */
export class Side {
  private constructor(
    readonly tree: string,
    readonly folder: string,
    readonly port: number,
    private readonly started: ReturnType<typeof spawnGuarded>,
  ) {}

  /** Starts it, which builds it where it is not built yet, and waits until it is ready. */
  static async start(tree: string, folder: string): Promise<Side> {
    const [port, log] = [await freePort(), openSync(join(folder, "start.log"), "w")];
    const env = environmentOf(folder, { PORT: String(port) });
    const stdio: ["pipe", number, number] = ["pipe", log, log];
    const options = { cwd: tree, env, stdio, whom: "program" as const };
    const side = new Side(tree, folder, port, spawnGuarded(process.execPath, ["bin/start.mjs"], options));
    const startLog = () => readFile(join(folder, "start.log"), "utf8");
    await untilReady(side.url, side.started.child, readyWithinMs, async () => `${tree}: ${await startLog()}`);
    return side;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** The process under which everything of it runs. */
  get root(): number {
    return this.started.child.pid ?? 0;
  }

  /** Where its database is reached as its owner. */
  async ownerUrl(): Promise<string> {
    const words = ["--import", "tsx", "bin/db-url.ts", "owner"];
    return (await run(process.execPath, words, { cwd: this.tree, env: environmentOf(this.folder) })).stdout.trim();
  }

  /** Waits until it has done all that it does by itself, such as numbering what was loaded. */
  async untilIdle(): Promise<void> {
    const deadline = Date.now() + idleWithinMs;
    for (let quiet = 0; quiet < 3; ) {
      const { cpu } = await cpuDuring([this.root], () => pause(1000));
      quiet = totalMs(cpu) < 60 ? quiet + 1 : 0;
      if (Date.now() > deadline) throw new Error(`${this.tree} does not come to rest.`);
    }
  }

  async stop(): Promise<void> {
    const { child, end } = this.started;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    end();
    await ended;
  }

  /** Stops it and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Runs a command of that tree about the data folder, to its end. */
export async function command(tree: string, folder: string, words: readonly string[]): Promise<void> {
  const options = {
    cwd: tree,
    env: environmentOf(folder),
    stdio: ["pipe", "ignore", "inherit"] as ["pipe", "ignore", "inherit"],
  };
  const { child } = spawnGuarded(process.execPath, ["--import", "tsx", ...words], options);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${words.join(" ")} failed in ${tree}.`);
}
