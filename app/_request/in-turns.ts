import { setImmediate } from "node:timers/promises";

/** Runs a generator in time slices, so that other requests are served in between. */
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
