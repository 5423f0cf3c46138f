import { monitorEventLoopDelay } from "node:perf_hooks";

/** How long others waited for their turn while `work` was done, at the longest, in milliseconds. */
export async function longestEventLoopDelayMs(work: () => unknown): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  await nextTick();
  delay.enable();
  await nextTick();
  await work();
  await nextTick();
  delay.disable();
  return delay.max / 1e6;
}

const nextTick = () => new Promise((resolve) => setTimeout(resolve, 20));
