import { EventEmitter, once } from "node:events";

/** Why somebody has no place among those who write files now: all are taken, or one is theirs. */
export type NoSlot = "busy" | "yours";

/** At most `most` files at once, and one for each person: nobody takes what all need. */
export class Slots {
  readonly #taken = new Set<number>();
  readonly #places = new EventEmitter().setMaxListeners(0);

  constructor(private readonly most: number) {}

  /** Takes a place for `person` until the returned function is called, or says why there is none. */
  take(person: number): (() => void) | NoSlot {
    if (this.#taken.has(person)) return "yours";
    if (this.#taken.size >= this.most) return "busy";
    this.#taken.add(person);
    let isHeld = true;
    return () => {
      // Given back twice, it would be the place of whoever has it since.
      if (isHeld) this.#taken.delete(person);
      isHeld = false;
      this.#places.emit("freed");
    };
  }

  /** The same, once there is one: who asks again as a file ends waits that moment, and no longer than `patienceMs`. */
  async takeSoon(person: number, patienceMs: number): Promise<(() => void) | NoSlot> {
    const patience = AbortSignal.timeout(patienceMs);
    for (;;) {
      const slot = this.take(person);
      if (typeof slot !== "string" || patience.aborted) return slot;
      await once(this.#places, "freed", { signal: patience }).catch(() => {});
    }
  }
}
