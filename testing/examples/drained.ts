/** What reading in pieces gives in the end: a test waits for nobody. */
export function drained<T>(reading: Generator<void, T>): T {
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}
