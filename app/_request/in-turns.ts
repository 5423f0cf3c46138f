import { setImmediate } from "node:timers/promises";

/** The result of work that pauses; whoever else is served meanwhile waits a moment and not for all of it. */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  let began = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (performance.now() - began < atOnceMs) continue;
    await setImmediate();
    began = performance.now();
  }
}

const atOnceMs = 10;
