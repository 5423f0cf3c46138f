type Stop = () => void | Promise<void>;

/** Shutdown in reverse order of start. */
export class Stops {
  private readonly list: Stop[] = [];
  private running: Promise<void> | null = null;

  /** Runs at once when the shutdown has already begun. */
  add(stop: Stop): void {
    if (this.running) this.running = this.running.then(stop);
    else this.list.push(stop);
  }

  get called(): boolean {
    return this.running !== null;
  }

  /** Idempotent. */
  async all(): Promise<void> {
    this.running ??= this.inTurn();
    await this.running;
  }

  private async inTurn(): Promise<void> {
    for (const stop of this.list.reverse()) await Promise.resolve().then(stop).catch(say);
  }
}

function say(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
}
