import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commandOf } from "@/db/embedded/orphan";

// Each test kills a parent process and waits until its children are gone.

let folder: string;
let place = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "windlass-parents-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const module = (path: string) => JSON.stringify(pathToFileURL(path).href);
/** Writes its process id to the file and runs until it is killed. */
const lasting = (file: string) =>
  `require("node:fs").writeFileSync(${JSON.stringify(`${file}.new`)}, String(process.pid)); require("node:fs").renameSync(${JSON.stringify(`${file}.new`)}, ${JSON.stringify(file)}); setInterval(() => {}, 1000);`;

it.each(["program", "group"])("a guarded %s ends with whoever started it", async (whom) => {
  const file = fileOf();
  const parent = node(`
    const { spawnGuarded } = await import(${module("db/connection/guarded.mjs")});
    spawnGuarded(process.execPath, ["-e", ${JSON.stringify(lasting(file))}], { whom: ${JSON.stringify(whom)} });
    setInterval(() => {}, 1000);`);
  const pid = await numberIn(file);
  await killed(parent);
  await untilGone(pid);
});

it("a guarded program ends when it is asked to, and its end is known", async () => {
  const file = fileOf();
  const parent = node(`
    const { spawnGuarded } = await import(${module("db/connection/guarded.mjs")});
    const { child, end } = spawnGuarded(process.execPath, ["-e", ${JSON.stringify(lasting(file))}], { whom: "program" });
    child.on("exit", () => process.exit(7));
    process.on("SIGUSR2", end);
    setInterval(() => {}, 1000);`);
  const pid = await numberIn(file);
  parent.kill("SIGUSR2");
  expect(await once(parent, "exit")).toEqual([7, null]);
  await untilGone(pid);
});

it("an installation ends with the start that began it", async () => {
  const [repository, file] = [mkdtempSync(join(folder, "bare-")), fileOf()];
  writeFileSync(join(repository, "package-lock.json"), "{}");
  const npm = join(repository, "npm-cli.js");
  writeFileSync(npm, lasting(file));
  const parent = node(
    `const { installIfStale } = await import(${module("bin/install.mjs")}); await installIfStale();`,
    { npm_execpath: npm },
    repository,
  );
  const pid = await numberIn(file);
  await killed(parent);
  await untilGone(pid);
});

it.each(["SIGTERM", "SIGKILL"] as const)("what npm started learns that npm ended by %s", async (signal) => {
  const [home, file] = [mkdtempSync(join(folder, "npm-")), fileOf()];
  const watching = `import { whenNpmIsGone } from ${module("bin/serve/npm-parent.mjs")};
    import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    whenNpmIsGone(() => process.exit()); ${lasting(file)}`;
  writeFileSync(join(home, "watching.mjs"), watching);
  writeFileSync(join(home, "package.json"), JSON.stringify({ scripts: { watch: "node watching.mjs" } }));
  const npm = spawn("npm", ["run", "watch"], { cwd: home, stdio: "ignore" });
  const pid = await numberIn(file);
  await killed(npm, signal);
  await untilGone(pid);
});

function fileOf(): string {
  place += 1;
  return join(folder, `number-${place}`);
}

const node = (script: string, env = {}, cwd = process.cwd()) =>
  spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd,
    stdio: "ignore",
    env: { ...process.env, ...env },
  });

async function killed(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function numberIn(file: string): Promise<number> {
  while (!existsSync(file)) await pause(50);
  return Number(readFileSync(file, "utf8"));
}

async function untilGone(pid: number): Promise<void> {
  while (commandOf(pid) !== "") await pause(50);
}
