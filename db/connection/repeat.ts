type Repeated = {
  /** Has it done at once instead of at its time. */
  wake(): void;
  /** Lets what is being done end, and does it no more. */
  stop(): Promise<void>;
};

/** Does `work` again and again, `everyMs` after it ended. What goes wrong is told once, until it went well again. */
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
