type RepeatedTask = {
  /** Runs it now instead of after the interval. */
  wake(): void;
  /** Waits for the current run to end and starts no further one. */
  stop(): Promise<void>;
};

/** Runs `work` repeatedly, `everyMs` after the last run ended. Reports the first error of a series only, until a run succeeds. */
export function repeatEvery(
  work: () => Promise<void>,
  everyMs: number,
  onError: (error: unknown) => void,
): RepeatedTask {
  let stopped = false;
  let isWoken = false;
  let resolveSleep = () => {};
  const wake = () => {
    isWoken = true;
    resolveSleep();
  };
  const ended = run();
  return {
    wake,
    stop: () => {
      stopped = true;
      wake();
      return ended;
    },
  };

  async function run(): Promise<void> {
    for (let hasReported = false; !stopped; await sleep()) {
      isWoken = false;
      try {
        await work();
        hasReported = false;
      } catch (error) {
        if (!stopped && !hasReported) onError(error);
        hasReported = true;
      }
    }
  }

  async function sleep(): Promise<void> {
    if (isWoken) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      resolveSleep = resolve;
      timer = setTimeout(resolve, everyMs);
    });
    clearTimeout(timer);
  }
}
