import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnGuarded } from "../../db/connection/spawn-guarded.mjs";

/** Where the bench keeps trees of other commits, and seeded databases, from one run to the next. */
export const benchFolder = join(tmpdir(), "windlass-bench");

/** The full name of a commit of this repository. */
export const commitNamed = (words: string): string => git("rev-parse", "--verify", "--quiet", `${words}^{commit}`);

/** Names what those folders hold at that commit; the same name for the same content. */
export const treesAt = (commit: string, folders: readonly string[]): string =>
  folders.map((folder) => gitOrNothing("rev-parse", "--verify", "--quiet", `${commit}:${folder}`)).join(" ");

/** The tree of that commit with its packages, in a folder of its own, outside this repository so that its build takes it for no part of it. */
export async function treeOfCommit(commit: string): Promise<string> {
  const folder = join(benchFolder, "builds", commit);
  if (existsSync(folder)) return folder;
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  git("clone", "--quiet", "--no-checkout", ".", half);
  git("-C", half, "checkout", "--quiet", "--detach", commit);
  await installIn(half);
  renameSync(half, folder);
  return folder;
}

/** By the lock file; where it is this tree's, the packages are this tree's too. */
async function installIn(folder: string): Promise<void> {
  const isSame = readFileSync("package-lock.json").equals(readFileSync(join(folder, "package-lock.json")));
  if (isSame) return cpSync("node_modules", join(folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
  const words = ["--input-type=module", "-e", `await (await import("./bin/install.mjs")).installIfStale()`];
  const { child } = spawnGuarded(process.execPath, words, { cwd: folder });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The packages of ${folder} cannot be installed.`);
}

const git = (...words: string[]): string => execFileSync("git", words, { encoding: "utf8" }).trim();

function gitOrNothing(...words: string[]): string {
  try {
    return git(...words);
  } catch {
    return "-";
  }
}
