import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { type ProcessStat, parseStat, type TreeTicks, ticksOfTree } from "./process-stat";

/** CPU milliseconds of a server's processes and of its PostgreSQL, all backends. */
export type Cpu = { readonly serverMs: number; readonly databaseMs: number };

const msPerTick = 1000 / Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/**
 * What those processes and all that they started have used so far, from the system's accounting, which counts in steps of 10 ms
 * a process; not a number where there is no process to look at.
 */
export function cpuOf(roots: readonly number[]): Cpu {
  const processes = roots.length > 0 ? allProcesses() : [];
  const trees = roots.map((root) => ticksOfTree(processes, root));
  const ms = (of: (ticks: TreeTicks) => number) =>
    trees.length > 0 ? trees.reduce((total, tree) => total + of(tree), 0) * msPerTick : Number.NaN;
  return { serverMs: ms(({ server }) => server), databaseMs: ms(({ database }) => database) };
}

/** What they used while `work` ran. */
export async function cpuDuring<T>(roots: readonly number[], work: () => Promise<T>): Promise<{ got: T; cpu: Cpu }> {
  const before = cpuOf(roots);
  const got = await work();
  const after = cpuOf(roots);
  const cpu = {
    serverMs: after.serverMs - before.serverMs,
    databaseMs: after.databaseMs - before.databaseMs,
  };
  return { got, cpu };
}

export const totalMs = ({ serverMs, databaseMs }: Cpu): number => serverMs + databaseMs;

function allProcesses(): ProcessStat[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf);
}

/** Nothing of a process that ended between the listing and the reading. */
function statOf(pid: string): ProcessStat[] {
  try {
    return [parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"))];
  } catch (error) {
    if (error instanceof Error && "code" in error && ["ENOENT", "ESRCH"].includes(String(error.code))) return [];
    throw error;
  }
}
