/** What `/proc/<pid>/stat` says of a process. Ticks are the system's; `ticks` is its own time, `reapedTicks` that of its ended children. */
export type ProcessStat = {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly ticks: number;
  readonly reapedTicks: number;
};

/** Reads one line of `/proc/<pid>/stat`. The name stands in parentheses and may hold spaces and parentheses of its own. */
export function parseStat(line: string): ProcessStat {
  const [, pid, name, rest] = /^(\d+) \(([\s\S]*)\) (.*)/.exec(line) ?? [];
  const fields = (rest ?? "").split(" ").map(Number);
  const [parent, user, system, reapedUser, reapedSystem] = [1, 11, 12, 13, 14].map((index) => fields[index]);
  const numbers = [Number(pid), parent, user, system, reapedUser, reapedSystem];
  if (!numbers.every(Number.isSafeInteger)) throw new Error(`This is no line of /proc/<pid>/stat: ${line}`);
  return {
    pid: Number(pid),
    parent: parent ?? 0,
    name: name ?? "",
    ticks: (user ?? 0) + (system ?? 0),
    reapedTicks: (reapedUser ?? 0) + (reapedSystem ?? 0),
  };
}

/** The ticks of the server under `root` and of the PostgreSQL in it: what is `postgres`, and all that such a process started. */
export type TreeTicks = { readonly server: number; readonly database: number };

/**
 * Adds up the tree of processes under `root`, ended ones too: whoever ended and was waited for is in its parent's reaped time,
 * so that the sum never falls.
 */
export function ticksOfTree(processes: readonly ProcessStat[], root: number): TreeTicks {
  const add = (process: ProcessStat, isDatabase: boolean): TreeTicks => {
    const within = isDatabase || process.name === "postgres";
    const own = process.ticks + process.reapedTicks;
    return processes
      .filter(({ parent }) => parent === process.pid)
      .map((child) => add(child, within))
      .reduce(sum, within ? { server: 0, database: own } : { server: own, database: 0 });
  };
  const top = processes.find(({ pid }) => pid === root);
  if (!top) throw new Error(`Process ${root} is gone.`);
  return add(top, false);
}

const sum = (one: TreeTicks, other: TreeTicks): TreeTicks => ({
  server: one.server + other.server,
  database: one.database + other.database,
});
