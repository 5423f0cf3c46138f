import { EventEmitter, once } from "node:events";

/** Why no slot was given: all are taken, or this person already has one. */
export type NoSlot = "busy" | "yours";

/** Limits exports to `most` at once and one for each person. */
export class Slots {
  readonly #taken = new Set<number>();
  readonly #places = new EventEmitter().setMaxListeners(0);

  constructor(private readonly most: number) {}

  /** Takes a slot for `person` until the returned function is called, or returns why there is none. */
  take(person: number): (() => void) | NoSlot {
    if (this.#taken.has(person)) return "yours";
    if (this.#taken.size >= this.most) return "busy";
    this.#taken.add(person);
    let isHeld = true;
    return () => {
      // Released twice, it would free the slot of whoever has it since.
      if (isHeld) this.#taken.delete(person);
      isHeld = false;
      this.#places.emit("freed");
    };
  }

  /** The same, but waits up to `patienceMs` for a slot: an export that is just ending should not cause a refusal. */
  async takeSoon(person: number, patienceMs: number): Promise<(() => void) | NoSlot> {
    const patience = AbortSignal.timeout(patienceMs);
    for (;;) {
      const slot = this.take(person);
      if (typeof slot !== "string" || patience.aborted) return slot;
      await once(this.#places, "freed", { signal: patience }).catch(() => {});
    }
  }
}
