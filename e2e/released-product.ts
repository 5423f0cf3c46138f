import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { makeRelease } from "../bin/release/release";
import type { ShutdownHooks } from "../bin/serve/shutdown-hooks";

const isRoot = process.getuid?.() === 0;
/** As an operations team runs it: somebody who may write nowhere but in their own folder. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Makes a release that nobody can write to, and says to the workers where it is; returns what removes it. */
export async function prepareRelease(stops: ShutdownHooks): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "windlass-release-"));
  await makeRelease(stops, folder);
  setModes(folder, { folder: 0o555, file: 0o444 });
  chmodSync(join(folder, "windlass"), 0o555);
  process.env.TEST_RELEASE_FOLDER = folder;
  return () => {
    setModes(folder, { folder: 0o755, file: 0o644 });
    rmSync(folder, { recursive: true, force: true });
  };
}

function setModes(folder: string, modes: { folder: number; file: number }): void {
  chmodSync(folder, 0o755);
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).map((each) => join(folder, each)))
    chmodSync(path, statSync(path).isDirectory() ? modes.folder : modes.file);
  chmodSync(folder, modes.folder);
}

/**
 * How the product of a worker is started: of a release where one was made, by a person without rights, else of the clone; with
 * TEST_BALANCED as several processes.
 */
export function startOf(folder: string): {
  args: readonly string[];
  options: { uid?: number; gid?: number; cwd?: string };
} {
  const release = process.env.TEST_RELEASE_FOLDER;
  const command = release ? [join(release, "windlass")] : ["--import", "tsx", "bin/windlass.ts"];
  if (process.env.TEST_BALANCED) {
    const args = [resolve("e2e/balanced/start.mjs"), process.execPath, ...command];
    if (release && isRoot) chownSync(folder, nobody.uid, nobody.gid);
    return { args, options: release ? { cwd: folder, ...(isRoot ? nobody : {}) } : {} };
  }
  if (!release) return { args: ["bin/start.mjs"], options: {} };
  if (isRoot) chownSync(folder, nobody.uid, nobody.gid);
  return { args: [join(release, "windlass"), "serve"], options: { cwd: folder, ...(isRoot ? nobody : {}) } };
}
