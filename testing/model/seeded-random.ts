/** A seeded pseudo-random generator (mulberry32), so that a failing walk can be repeated. */
export function seededRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    of: <T>(all: readonly T[]): T => {
      const one = all[below(all.length)];
      if (one === undefined) throw new Error("nothing to choose from");
      return one;
    },
    some: <T>(all: readonly T[]): T[] => all.filter(() => next() < 0.6),
  };
}

export type SeededRandom = ReturnType<typeof seededRandom>;
