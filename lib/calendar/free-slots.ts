/** From one instant to another, in milliseconds since 1970. */
type TimeRange = readonly [from: number, to: number];

/** How far ahead free slots are suggested, and how many. */
export const slotsWithinDays = 30;
const slotsShown = 3;

/** How long a window is taken to be where nobody said. */
export const usualWindowMinutes = 60;

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

type Schedulable = {
  /** The times that a window would conflict with, ISO in UTC. */
  readonly busy: readonly (readonly [string, string])[];
  /** When the approval expires: a window may not start after it (Normal: Scheduled). */
  readonly lapsesAt: string;
  readonly expectedMinutes: number | null;
};

/** The next three windows of the expected length that an approved change could have, as instants in UTC. */
export function nextFreeSlots({ busy, lapsesAt, expectedMinutes }: Schedulable, now: string) {
  const minutes = expectedMinutes ?? usualWindowMinutes;
  const from = Date.parse(now);
  const slots = findFreeSlots(
    busy.map(([opens, shuts]) => [Date.parse(opens), Date.parse(shuts)] as const),
    {
      minutes,
      from,
      until: Math.min(from + slotsWithinDays * 24 * 3_600_000, Date.parse(lapsesAt) + minutes * 60_000),
      count: slotsShown,
    },
  );
  return slots.map(([opens, shuts]) => ({
    starts: new Date(opens).toISOString(),
    ends: new Date(shuts).toISOString(),
  }));
}

const nextQuarter = (instant: number) => Math.ceil(instant / quarterHourMs) * quarterHourMs;
