import { setTimeout as pause } from "node:timers/promises";

/** Why somebody has no place among those who write files now: all are taken, or one is theirs. */
export type NoSlot = "busy" | "yours";

/** At most `most` files at once, and one for each person: nobody takes what all need. */
export class Slots {
  readonly #taken = new Set<number>();

  constructor(private readonly most: number) {}

  /** Takes a place for `person` until the returned function is called, or says why there is none. */
  take(person: number): (() => void) | NoSlot {
    if (this.#taken.has(person)) return "yours";
    if (this.#taken.size >= this.most) return "busy";
    this.#taken.add(person);
    return () => this.#taken.delete(person);
  }

  /** The same, once there is one: who asks again as a file ends waits that moment, and no longer than `patienceMs`. */
  async takeSoon(person: number, patienceMs: number, looksEveryMs = 50): Promise<(() => void) | NoSlot> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const slot = this.take(person);
      if (typeof slot !== "string" || performance.now() > until) return slot;
      await pause(looksEveryMs);
    }
  }
}
