type TakenSpan = { readonly from: number; readonly until: number };

/** Tracks when systems are occupied, so that generated windows never conflict. */
export class SystemSlots {
  readonly #taken = new Map<number, TakenSpan[]>();

  /** Occupies the systems from `from` until `until`. */
  reserve(systems: readonly number[], from: number, until: number): void {
    for (const system of systems) this.#spansOf(system).push({ from, until });
  }

  /** The first moment from `earliest` on at which all the systems are free for `length`; null when there is none. */
  firstFree(systems: readonly number[], earliest: number, length: number): number | null {
    let from = earliest;
    for (;;) {
      const conflict = systems
        .flatMap((system) => this.#spansOf(system))
        .find((span) => span.from < from + length && span.until > from);
      if (!conflict) return from;
      if (conflict.until === Number.POSITIVE_INFINITY) return null;
      from = conflict.until;
    }
  }

  /** The systems that are occupied indefinitely. */
  blockedSystems(systems: readonly number[]): number[] {
    return systems.filter((system) => this.#spansOf(system).some(({ from }) => from === Number.NEGATIVE_INFINITY));
  }

  /** Drops spans that ended before `before`, to keep searches short. */
  forget(before: number): void {
    for (const [system, takenSpans] of this.#taken)
      this.#taken.set(
        system,
        takenSpans.filter(({ until }) => until >= before),
      );
  }

  #spansOf(system: number): TakenSpan[] {
    const takenSpans = this.#taken.get(system) ?? [];
    this.#taken.set(system, takenSpans);
    return takenSpans;
  }
}
