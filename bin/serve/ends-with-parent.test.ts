import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commandLineOf } from "@/db/embedded/end-orphan";

// Each test kills a parent process and waits until its children are gone.

let folder: string;
let lastNumber = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "windlass-parents-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const module = (path: string) => JSON.stringify(pathToFileURL(path).href);
/** Writes its process id to the file and runs until it is killed. */
const untilKilledScript = (file: string) =>
  `require("node:fs").writeFileSync(${JSON.stringify(`${file}.new`)}, String(process.pid)); require("node:fs").renameSync(${JSON.stringify(`${file}.new`)}, ${JSON.stringify(file)}); setInterval(() => {}, 1000);`;

it.each(["program", "group"])("a guarded %s ends with whoever started it", async (whom) => {
  const file = nextPidFile();
  const parent = startNode(`
    const { spawnGuarded } = await import(${module("db/connection/spawn-guarded.mjs")});
    spawnGuarded(process.execPath, ["-e", ${JSON.stringify(untilKilledScript(file))}], { whom: ${JSON.stringify(whom)} });
    setInterval(() => {}, 1000);`);
  const pid = await pidIn(file);
  await kill(parent);
  await untilGone(pid);
});

it("a guarded program ends when it is asked to, and its end is known", async () => {
  const file = nextPidFile();
  const parent = startNode(`
    const { spawnGuarded } = await import(${module("db/connection/spawn-guarded.mjs")});
    const { child, end } = spawnGuarded(process.execPath, ["-e", ${JSON.stringify(untilKilledScript(file))}], { whom: "program" });
    child.on("exit", () => process.exit(7));
    process.on("SIGUSR2", end);
    setInterval(() => {}, 1000);`);
  const pid = await pidIn(file);
  parent.kill("SIGUSR2");
  expect(await once(parent, "exit")).toEqual([7, null]);
  await untilGone(pid);
});

it("an installation ends with the start that began it", async () => {
  const [repository, file] = [mkdtempSync(join(folder, "bare-")), nextPidFile()];
  writeFileSync(join(repository, "package-lock.json"), "{}");
  const npm = join(repository, "npm-cli.js");
  writeFileSync(npm, untilKilledScript(file));
  const parent = startNode(
    `const { installIfStale } = await import(${module("bin/install.mjs")}); await installIfStale();`,
    { npm_execpath: npm },
    repository,
  );
  const pid = await pidIn(file);
  await kill(parent);
  await untilGone(pid);
});

it.each(["SIGTERM", "SIGKILL"] as const)("what npm started learns that npm ended by %s", async (signal) => {
  const [home, file] = [mkdtempSync(join(folder, "npm-")), nextPidFile()];
  const watching = `import { whenNpmIsGone } from ${module("bin/serve/npm-parent.mjs")};
    import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    whenNpmIsGone(() => process.exit()); ${untilKilledScript(file)}`;
  writeFileSync(join(home, "watching.mjs"), watching);
  writeFileSync(join(home, "package.json"), JSON.stringify({ scripts: { watch: "node watching.mjs" } }));
  const npm = spawn("npm", ["run", "watch"], { cwd: home, stdio: "ignore" });
  const pid = await pidIn(file);
  await kill(npm, signal);
  await untilGone(pid);
});

function nextPidFile(): string {
  lastNumber += 1;
  return join(folder, `number-${lastNumber}`);
}

const startNode = (script: string, env = {}, cwd = process.cwd()) =>
  spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd,
    stdio: "ignore",
    env: { ...process.env, ...env },
  });

async function kill(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function pidIn(file: string): Promise<number> {
  while (!existsSync(file)) await pause(50);
  return Number(readFileSync(file, "utf8"));
}

async function untilGone(pid: number): Promise<void> {
  while (commandLineOf(pid) !== "") await pause(50);
}
