/** From one instant to another, in milliseconds since 1970. */
type TimeRange = readonly [from: number, to: number];

const quarterHourMs = 15 * 60_000;

/**
 * The first `count` windows of `minutes` that start on a quarter of an hour from `from` on, end by `until` and touch
 * nothing of `busy` (Normal: Scheduled). Fewer when no more fit.
 */
export function findFreeSlots(
  busy: readonly TimeRange[],
  { minutes, from, until, count }: { minutes: number; from: number; until: number; count: number },
): TimeRange[] {
  const durationMs = minutes * 60_000;
  const sortedBusy = [...busy].sort((one, other) => one[0] - other[0]);
  const slots: TimeRange[] = [];
  let start = nextQuarter(from);
  while (slots.length < count && start + durationMs <= until) {
    const end = start + durationMs;
    const conflicts = sortedBusy.filter(([busyStart, busyEnd]) => busyStart < end && busyEnd > start);
    if (conflicts.length > 0) start = nextQuarter(Math.max(...conflicts.map(([, busyEnd]) => busyEnd)));
    else {
      slots.push([start, end]);
      start = nextQuarter(end);
    }
  }
  return slots;
}

const nextQuarter = (instant: number) => Math.ceil(instant / quarterHourMs) * quarterHourMs;
