type Repeated = {
  /** Runs it now instead of after the interval. */
  wake(): void;
  /** Waits for the current run to end and starts no further one. */
  stop(): Promise<void>;
};

/** Runs `work` repeatedly, `everyMs` after the last run ended. Reports the first error of a series only, until a run succeeds. */
export function repeat(work: () => Promise<void>, everyMs: number, tell: (error: unknown) => void): Repeated {
  let stopped = false;
  let isWoken = false;
  let rouse = () => {};
  const wake = () => {
    isWoken = true;
    rouse();
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
    for (let isTold = false; !stopped; await sleep()) {
      isWoken = false;
      try {
        await work();
        isTold = false;
      } catch (error) {
        if (!stopped && !isTold) tell(error);
        isTold = true;
      }
    }
  }

  async function sleep(): Promise<void> {
    if (isWoken) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      rouse = resolve;
      timer = setTimeout(resolve, everyMs);
    });
    clearTimeout(timer);
  }
}
