/** Runs a generator to its end and returns its result; a test need not yield to others. */
export function drain<T>(generator: Generator<void, T>): T {
  for (;;) {
    const step = generator.next();
    if (step.done) return step.value;
  }
}
