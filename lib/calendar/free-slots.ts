/** From one instant to another, in milliseconds since 1970. */
type Busy = readonly [from: number, to: number];

const quarter = 15 * 60_000;

/**
 * The first `count` windows of `minutes` that start on a quarter of an hour from `from` on, end by `until` and touch
 * nothing of `busy` (Normal: Scheduled). Fewer when no more fit.
 */
export function freeSlots(
  busy: readonly Busy[],
  { minutes, from, until, count }: { minutes: number; from: number; until: number; count: number },
): Busy[] {
  const length = minutes * 60_000;
  const taken = [...busy].sort((one, other) => one[0] - other[0]);
  const slots: Busy[] = [];
  let start = nextQuarter(from);
  while (slots.length < count && start + length <= until) {
    const end = start + length;
    const inTheWay = taken.filter(([opens, shuts]) => opens < end && shuts > start);
    if (inTheWay.length > 0) start = nextQuarter(Math.max(...inTheWay.map(([, shuts]) => shuts)));
    else {
      slots.push([start, end]);
      start = nextQuarter(end);
    }
  }
  return slots;
}

const nextQuarter = (instant: number) => Math.ceil(instant / quarter) * quarter;
