type ShutdownHook = () => void | Promise<void>;

/** Shutdown in reverse order of start. */
export class ShutdownHooks {
  private readonly hooks: ShutdownHook[] = [];
  private running: Promise<void> | null = null;

  /** Runs at once when the shutdown has already begun. */
  add(stop: ShutdownHook): void {
    if (this.running) this.running = this.running.then(stop);
    else this.hooks.push(stop);
  }

  get isStopping(): boolean {
    return this.running !== null;
  }

  /** Idempotent. */
  async runAll(): Promise<void> {
    this.running ??= this.runInReverse();
    await this.running;
  }

  private async runInReverse(): Promise<void> {
    for (const stop of this.hooks.reverse()) await Promise.resolve().then(stop).catch(reportError);
  }
}

function reportError(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
}
