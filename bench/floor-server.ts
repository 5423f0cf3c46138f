import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../e2e/product";
import type { ElementTree } from "./element-tree";

const next = resolve("node_modules/next/dist/bin/next");
const folder = "bench/floor";

/** A bare Next app as the baseline, on its own port. */
export class Floor {
  private constructor(
    readonly url: string,
    private readonly trees: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<Floor> {
    if (isStale()) await build();
    const [port, trees] = [await freePort(), await mkdtemp(join(tmpdir(), "windlass-floor-"))];
    const env = { ...process.env, NODE_ENV: "production" as const, FLOOR_TREES: trees };
    const words = [next, "start", "-H", "127.0.0.1", "-p", String(port)];
    const floor = new Floor(
      `http://127.0.0.1:${port}`,
      trees,
      spawn(process.execPath, words, { cwd: folder, env, stdio: "ignore" }),
    );
    await floor.untilReady();
    return floor;
  }

  /** Adds a page of these elements; returns its URL. */
  async page(name: string, tree: ElementTree[]): Promise<string> {
    await writeFile(join(this.trees, `${name}.json`), JSON.stringify(tree));
    return `${this.url}/tree/${name}`;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    if (this.child.kill()) await ended;
    await rm(this.trees, { recursive: true, force: true });
  }

  private async untilReady(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const answer = await fetch(`${this.url}/empty`).catch(() => null);
      if (answer?.ok) return;
      if (this.child.exitCode !== null) break;
      await pause(100);
    }
    throw new Error("The floor does not start.");
  }
}

function isStale(): boolean {
  const built = `${folder}/.next/BUILD_ID`;
  if (!existsSync(built)) return true;
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => !path.startsWith(".next") && !path.startsWith("next-env"))
    .map((path) => join(folder, path));
  const newest = Math.max(...[...sources, "package-lock.json"].map((path) => statSync(path).mtimeMs));
  return newest > statSync(built).mtimeMs;
}

async function build(): Promise<void> {
  console.log("Building the floor …");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const [code] = await once(spawn(process.execPath, [next, "build"], { cwd: folder, env, stdio: "ignore" }), "exit");
  if (code !== 0) throw new Error(`The floor does not build: npx next build ${folder} says why.`);
}
