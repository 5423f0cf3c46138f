type Stop = () => void | Promise<void>;

/** What has to be stopped when this process ends: the last that was started first. */
export class Stops {
  private readonly list: Stop[] = [];
  private running: Promise<void> | null = null;

  /** Remembers how to stop something; does so at once when everything is being stopped already. */
  add(stop: Stop): void {
    if (this.running) this.running = this.running.then(stop);
    else this.list.push(stop);
  }

  /** Whether everything is being stopped. */
  get called(): boolean {
    return this.running !== null;
  }

  /** Stops everything, once. */
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
