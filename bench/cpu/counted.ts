import type { Run } from "../load";
import { type Cpu, cpuDuring } from "./cpu-time";

/** A run of requests with the CPU time that all of them took of those who answered. */
export type Counted = Run & { readonly cpu: Cpu };

/** Counts the CPU time of the processes under `roots` while `work` runs. */
export async function counted(roots: readonly number[], work: () => Promise<Run>): Promise<Counted> {
  const { got, cpu } = await cpuDuring(roots, work);
  return { ...got, cpu };
}

/** Several runs as one. */
export const joined = (runs: readonly Run[]): Run => ({
  seconds: runs.reduce((total, { seconds }) => total + seconds, 0),
  times: runs.flatMap(({ times }) => times),
  bytes: runs.reduce((total, { bytes }) => total + bytes, 0),
});

/** CPU milliseconds a request. */
export const perRequest = ({ cpu, times }: Pick<Counted, "cpu" | "times">): Cpu => ({
  serverMs: cpu.serverMs / times.length,
  databaseMs: cpu.databaseMs / times.length,
});
