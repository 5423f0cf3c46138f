import { Temporal } from "temporal-polyfill";
import { tellClock, tellLocal } from "@/lib/time/format";
import { comesTwice } from "@/lib/time/local-time";
import { zoneClock } from "@/lib/time/zone-day";
import { clockOf } from "./day-words";
import type { Period } from "./period";

/** What has a place in the calendar, from one instant to another. */
type Spanning = { readonly starts: string; readonly ends: string };

/** The part of an item that falls on one day, in minutes of that day's clock. */
export type Segment<T> = {
  readonly item: T;
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Where it is drawn: elapsed minutes of the day, which differ from the clock on a day with a clock change. */
  readonly drawnFrom: number;
  readonly drawnTo: number;
  /** Both as the clock shows them; with the offset where the clocks show them twice, or change in between. */
  readonly fromClock: string;
  readonly toClock: string;
  /** Whether it began on an earlier day, or goes on to a later one. */
  readonly before: boolean;
  readonly after: boolean;
};

const dayMinutes = 24 * 60;

/** The items on each day of the period, the earliest first, each cut at midnight of the zone. */
export function segmentsOf<T extends Spanning>(items: readonly T[], { bounds, days }: Period, zone: string) {
  const byDay: Segment<T>[][] = days.map(() => []);
  for (const item of items) {
    const [starts, ends] = [Date.parse(item.starts), Date.parse(item.ends)];
    for (let day = Math.max(0, placeIn(bounds, starts)); day < days.length && atDay(bounds, day) < ends; day += 1) {
      const [opens, shuts] = [atDay(bounds, day), atDay(bounds, day + 1)];
      const fromMinute = starts <= opens ? 0 : minuteOf(starts, opens, shuts, zone);
      const toMinute = ends >= shuts ? dayMinutes : minuteOf(ends, opens, shuts, zone);
      const isUsual = shuts - opens === dayMinutes * 60_000;
      const clock = isUsual ? clockOf : marked(starts, ends, zone);
      byDay[day]?.push({
        item,
        before: starts < opens,
        after: ends > shuts,
        fromMinute,
        toMinute,
        drawnFrom: Math.floor((Math.max(starts, opens) - opens) / 60_000),
        drawnTo: Math.floor((Math.min(ends, shuts) - opens) / 60_000),
        fromClock: clock(fromMinute, starts),
        toClock: clock(toMinute, ends),
      });
    }
  }
  return byDay;
}

/** How long a day of the period is in minutes; and, where the clocks change on it, what they show at each of its hours. */
export function dayOf({ bounds }: Period, place: number, zone: string) {
  const [opens, shuts] = [atDay(bounds, place), atDay(bounds, place + 1)];
  const minutes = Math.floor((shuts - opens) / 60_000);
  const count = minutes === dayMinutes ? 0 : Math.ceil(minutes / 60);
  const hours = Array.from({ length: count }, (_, hour) => tellClock(new Date(opens + hour * 3_600_000), zone));
  return { minutes, hours };
}

/** Clock times of a day on which the clocks change: "02:45 CEST (+02:00)" where the time alone would not say which. */
function marked(starts: number, ends: number, zone: string): (minute: number, instant: number) => string {
  const changes = zoneClock(starts, zone).offset !== zoneClock(ends, zone).offset;
  return (minute, instant) =>
    changes || comesTwice(tellLocal(new Date(instant), zone), zone)
      ? `${clockOf(minute)} ${zoneClock(instant, zone).name} (${offsetOf(instant, zone)})`
      : clockOf(minute);
}

const offsetOf = (instant: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offset;

const atDay = (bounds: readonly number[], day: number) => bounds[day] ?? Number.POSITIVE_INFINITY;

// The last day that begins at or before the instant; -1 when it lies before all.
function placeIn(bounds: readonly number[], instant: number): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atDay(bounds, middle) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Of a day on which the clocks change, what its clock shows; of every other, the minutes that have passed.
function minuteOf(instant: number, opens: number, shuts: number, zone: string): number {
  if (shuts - opens === dayMinutes * 60_000) return Math.floor((instant - opens) / 60_000);
  const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return shown.hour * 60 + shown.minute;
}

/**
 * The lanes of a week: what goes on over midnight keeps its lane, so that its bars meet; what begins takes the first
 * that is free. A gap is null.
 */
export function lanesOf<T>(week: readonly (readonly Segment<T>[])[]): readonly (readonly (Segment<T> | null)[])[] {
  let open = new Map<T, number>();
  return week.map((day) => {
    const lanes: (Segment<T> | null)[] = [];
    const goesOn = new Map<T, number>();
    const put = (segment: Segment<T>, lane: number) => {
      while (lanes.length <= lane) lanes.push(null);
      lanes[lane] = segment;
      if (segment.after) goesOn.set(segment.item, lane);
    };
    for (const segment of day) {
      const lane = open.get(segment.item);
      if (segment.before && lane !== undefined) put(segment, lane);
    }
    for (const segment of day) {
      if (segment.before && open.has(segment.item)) continue;
      const free = lanes.indexOf(null);
      put(segment, free === -1 ? lanes.length : free);
    }
    open = goesOn;
    return lanes;
  });
}

/** The columns of a day's hours: what overlaps stands side by side in at most `most`; the rest is told apart. */
export function columnsOf<S extends Pick<Segment<unknown>, "fromMinute" | "toMinute">>(
  day: readonly S[],
  most: number,
  shortest: number,
  whole = dayMinutes,
) {
  const ends: number[] = [];
  const placed: { segment: S; column: number; until: number }[] = [];
  const beside: S[] = [];
  for (const segment of [...day].sort((one, other) => one.fromMinute - other.fromMinute)) {
    const from = Math.min(segment.fromMinute, whole - shortest);
    const until = Math.max(segment.toMinute, from + shortest);
    const column = Array.from({ length: most }, (_, place) => place).find((place) => (ends[place] ?? 0) <= from);
    if (column === undefined) beside.push(segment);
    else {
      ends[column] = until;
      placed.push({ segment: { ...segment, fromMinute: from }, column, until });
    }
  }
  // What nothing overlaps takes the whole width.
  const alone = (one: (typeof placed)[number]) =>
    placed.every(
      (other) => other === one || other.until <= one.segment.fromMinute || other.segment.fromMinute >= one.until,
    );
  return { placed: placed.map((each) => ({ ...each, alone: alone(each) })), beside };
}
