import { setImmediate } from "node:timers/promises";

/** Runs a generator in time slices, so that other requests are served in between. */
export async function runInSlices<T>(work: Generator<void, T>): Promise<T> {
  let sliceStartMs = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (performance.now() - sliceStartMs < sliceMs) continue;
    await setImmediate();
    sliceStartMs = performance.now();
  }
}

const sliceMs = 10;
