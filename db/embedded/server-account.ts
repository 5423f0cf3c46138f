import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

/** The account that runs the embedded PostgreSQL; empty for that of this process. */
export type Account = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root: then it runs as the owner of its data, or as `nobody`. */
export function serverAccount(dataFolder: string): Account {
  if (process.getuid?.() !== 0) return {};
  return ownerOf(dataFolder) ?? nobody();
}

/** Whether the account can get to the file or folder, through every folder above it. */
export function canReach(account: Account, path: string): boolean {
  if (account.uid === undefined) return true;
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { ...account, cwd: "/" }).status === 0;
}

function ownerOf(folder: string): Account | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

function nobody(): Account {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((row) => row.startsWith("nobody:"));
  const [, , uid, gid] = (line ?? "nobody:x:65534:65534").split(":");
  return { uid: Number(uid), gid: Number(gid) };
}
