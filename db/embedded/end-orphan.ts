import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const shutdownTimeoutMs = 20_000;

/** Stops a PostgreSQL that survived an unclean stop, and removes a stale lock file whose process id was reused. */
export async function endOrphan(dataFolder: string): Promise<void> {
  const lock = join(dataFolder, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  if (commandLineOf(pid).includes(dataFolder)) await end(pid);
  await rm(lock, { force: true });
}

/** The command line of a process; empty when there is none. */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

async function end(pid: number): Promise<void> {
  const deadline = Date.now() + shutdownTimeoutMs;
  process.kill(pid, "SIGINT");
  while (commandLineOf(pid) !== "") {
    if (Date.now() > deadline)
      throw new Error(`The PostgreSQL left from an earlier run (process ${pid}) does not end.`);
    await pause(100);
  }
}
