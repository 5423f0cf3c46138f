/** Runs a generator to its end and returns its result; a test need not yield to others. */
export function drained<T>(reading: Generator<void, T>): T {
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}
