import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { rootFolder } from "./root-folder";

const productVersion = z.object({
  version: z.string(),
  /** Which commit it was made of, where that is known, and when that was made. */
  commit: z.string().optional(),
  date: z.string().optional(),
});

export type ProductVersion = z.infer<typeof productVersion>;

/** What is written down in a release; of a clone, what its package and its history say. */
export function readProductVersion(): ProductVersion {
  const released = join(rootFolder, "release.json");
  if (existsSync(released)) return productVersion.parse(JSON.parse(readFileSync(released, "utf8")));
  const { version } = productVersion.parse(JSON.parse(readFileSync(join(rootFolder, "package.json"), "utf8")));
  return { version, ...lastCommit() };
}

function lastCommit(): Pick<ProductVersion, "commit" | "date"> {
  try {
    const args = ["log", "-1", "--format=%h %cI"];
    const line = execFileSync("git", args, { cwd: rootFolder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const [commit, date] = line.trim().split(" ");
    return { commit, date };
  } catch {
    return {};
  }
}

/** In one line, for people. */
export const versionLine = ({ version, commit, date }: ProductVersion): string =>
  `Windlass ${version}${commit ? ` (${commit}${date ? ` of ${date.slice(0, 10)}` : ""})` : ""}`;
