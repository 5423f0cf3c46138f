type Taken = { readonly from: number; readonly until: number };

/** Tracks when systems are occupied, so that generated windows never conflict. */
export class Slots {
  readonly #taken = new Map<number, Taken[]>();

  /** Occupies the systems from `from` until `until`. */
  take(systems: readonly number[], from: number, until: number): void {
    for (const system of systems) this.#of(system).push({ from, until });
  }

  /** The first moment from `wanted` on at which all the systems are free for `length`; null when there is none. */
  firstFree(systems: readonly number[], wanted: number, length: number): number | null {
    let from = wanted;
    for (;;) {
      const inTheWay = systems
        .flatMap((system) => this.#of(system))
        .find((taken) => taken.from < from + length && taken.until > from);
      if (!inTheWay) return from;
      if (inTheWay.until === Number.POSITIVE_INFINITY) return null;
      from = inTheWay.until;
    }
  }

  /** The systems that are occupied indefinitely. */
  blocked(systems: readonly number[]): number[] {
    return systems.filter((system) => this.#of(system).some(({ from }) => from === Number.NEGATIVE_INFINITY));
  }

  /** Drops spans that ended before `before`, to keep searches short. */
  forget(before: number): void {
    for (const [system, taken] of this.#taken)
      this.#taken.set(
        system,
        taken.filter(({ until }) => until >= before),
      );
  }

  #of(system: number): Taken[] {
    const taken = this.#taken.get(system) ?? [];
    this.#taken.set(system, taken);
    return taken;
  }
}
