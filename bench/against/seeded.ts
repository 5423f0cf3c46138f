import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { benchFolder, treesAt } from "./builds";
import { command, Side } from "./side";

/** How much history: so many changes, told through every rule, over so many years. */
export type History = { readonly changes: number; readonly years: number };

/** What a database is made of, and who fills it: a folder with the same of these is used again. */
const schema = ["db/migrations", "db/sql", "db/seed"];

/** A data folder with that history, as the build at `commit` loads it; made at the first time, which takes minutes. Only to be copied. */
export async function seededFolder(tree: string, commit: string, { changes, years }: History): Promise<string> {
  const hash = createHash("sha256").update(treesAt(commit, schema)).digest("hex").slice(0, 12);
  const folder = join(benchFolder, "seeds", `${hash}-${changes}-${years}`);
  if (existsSync(folder)) return folder;
  console.log(`Loading ${changes.toLocaleString("en")} changes …`);
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  // An older build has a file for each command.
  const seed = existsSync(join(tree, "bin/seed.ts")) ? ["bin/seed.ts"] : ["bin/windlass.ts", "seed"];
  await command(tree, half, [...seed, "--changes", String(changes), "--years", String(years)]);
  const side = await Side.start(tree, half);
  try {
    await side.untilIdle();
    await tidied(side);
  } finally {
    await side.stop();
  }
  renameSync(half, folder);
  return folder;
}

/** A copy to measure in, which the caller removes. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(benchFolder, "run-"));
  execFileSync("cp", ["-a", `${folder}/.`, copy]);
  return copy;
}

/** With what its planner knows of the tables, and nothing left to clean up. */
export async function tidied(side: Side): Promise<void> {
  const owner = postgres(await side.ownerUrl(), { max: 1, onnotice: () => {} });
  try {
    await owner`vacuum analyze`;
  } finally {
    await owner.end();
  }
}
