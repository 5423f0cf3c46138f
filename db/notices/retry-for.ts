import { setTimeout as pause } from "node:timers/promises";

/** For how long the outcome of a message that was sent is tried to be recorded. */
export const recordRetryMs = 10_000;

/** Does `work` until it succeeds, at most for `forMs`, or until `stopping`; throws its last error. */
export async function retryFor(forMs: number, work: () => Promise<unknown>, stopping: AbortSignal): Promise<void> {
  for (const ends = performance.now() + forMs; ; await pause(200)) {
    try {
      await work();
      return;
    } catch (error) {
      if (stopping.aborted || performance.now() > ends) throw error;
    }
  }
}
