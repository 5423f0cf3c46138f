import { EventEmitter, once } from "node:events";

/** Why no slot was given: all are taken, or this person already has one. */
export type SlotRefusal = "busy" | "yours";

/** Limits exports to `most` at once and one for each person. */
export class ExportSlots {
  readonly #holders = new Set<number>();
  readonly #releases = new EventEmitter().setMaxListeners(0);

  constructor(private readonly capacity: number) {}

  /** Takes a slot for `person` until the returned function is called, or returns why there is none. */
  tryAcquire(person: number): (() => void) | SlotRefusal {
    if (this.#holders.has(person)) return "yours";
    if (this.#holders.size >= this.capacity) return "busy";
    this.#holders.add(person);
    let isHeld = true;
    return () => {
      // Released twice, it would free the slot of whoever has it since.
      if (isHeld) this.#holders.delete(person);
      isHeld = false;
      this.#releases.emit("freed");
    };
  }

  /** The same, but waits up to `patienceMs` for a slot: an export that is just ending should not cause a refusal. */
  async acquire(person: number, patienceMs: number): Promise<(() => void) | SlotRefusal> {
    const patience = AbortSignal.timeout(patienceMs);
    for (;;) {
      const slot = this.tryAcquire(person);
      if (typeof slot !== "string" || patience.aborted) return slot;
      await once(this.#releases, "freed", { signal: patience }).catch(() => {});
    }
  }
}
