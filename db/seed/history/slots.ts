type Taken = { readonly from: number; readonly until: number };

/** Which systems are taken when, so that the windows of a history never meet. */
export class Slots {
  readonly #taken = new Map<number, Taken[]>();

  /** Keeps the systems from `from` until `until`. */
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

  /** Those of the systems on which nobody else can start, whenever. */
  blocked(systems: readonly number[]): number[] {
    return systems.filter((system) => this.#of(system).some(({ from }) => from === Number.NEGATIVE_INFINITY));
  }

  /** Forgets what ended before `before`. */
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
