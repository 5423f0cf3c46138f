import { Temporal } from "temporal-polyfill";
import { formatTimeOfDay, toDateTimeLocal } from "@/lib/time/format";
import { isAmbiguousTime } from "@/lib/time/local-time";
import { offsetText, zoneOffsetAt } from "@/lib/time/zone-offset";
import { formatMinuteOfDay } from "./day-labels";
import type { Period } from "./period";

/** What has a place in the calendar, from one instant to another. */
type CalendarItem = { readonly starts: string; readonly ends: string };

/** The part of an item that falls on one day, in minutes of that day's clock. */
export type Segment<T> = {
  readonly item: T;
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Where it is drawn: elapsed minutes of the day, which differ from the clock on a day with a clock change. */
  readonly drawnFromMinute: number;
  readonly drawnToMinute: number;
  /** Both as the clock shows them; with the offset where the clocks show them twice, or change in between. */
  readonly fromClock: string;
  readonly toClock: string;
  /** Whether it began on an earlier day, or goes on to a later one. */
  readonly startsBefore: boolean;
  readonly endsAfter: boolean;
};

const minutesPerDay = 24 * 60;

/** The items on each day of the period, the earliest first, each cut at midnight of the zone. */
export function segmentsOf<T extends CalendarItem>(items: readonly T[], { bounds, days }: Period, zone: string) {
  const byDay: Segment<T>[][] = days.map(() => []);
  for (const item of items) {
    const [starts, ends] = [Date.parse(item.starts), Date.parse(item.ends)];
    for (
      let day = Math.max(0, dayIndexAt(bounds, starts));
      day < days.length && dayBoundary(bounds, day) < ends;
      day += 1
    ) {
      const [dayStart, dayEnd] = [dayBoundary(bounds, day), dayBoundary(bounds, day + 1)];
      const fromMinute = starts <= dayStart ? 0 : minuteOf(starts, dayStart, dayEnd, zone);
      const toMinute = ends >= dayEnd ? minutesPerDay : minuteOf(ends, dayStart, dayEnd, zone);
      const isRegularDay = dayEnd - dayStart === minutesPerDay * 60_000;
      const clock = isRegularDay ? formatMinuteOfDay : clockLabelWithOffset(starts, ends, zone);
      byDay[day]?.push({
        item,
        startsBefore: starts < dayStart,
        endsAfter: ends > dayEnd,
        fromMinute,
        toMinute,
        drawnFromMinute: Math.floor((Math.max(starts, dayStart) - dayStart) / 60_000),
        drawnToMinute: Math.floor((Math.min(ends, dayEnd) - dayStart) / 60_000),
        fromClock: clock(fromMinute, starts),
        toClock: clock(toMinute, ends),
      });
    }
  }
  return byDay;
}

/** How long a day of the period is in minutes; and, where the clocks change on it, what they show at each of its hours. */
export function dayLength({ bounds }: Period, dayIndex: number, zone: string) {
  const [dayStart, dayEnd] = [dayBoundary(bounds, dayIndex), dayBoundary(bounds, dayIndex + 1)];
  const minutes = Math.floor((dayEnd - dayStart) / 60_000);
  const count = minutes === minutesPerDay ? 0 : Math.ceil(minutes / 60);
  const hours = Array.from({ length: count }, (_, hour) =>
    formatTimeOfDay(new Date(dayStart + hour * 3_600_000), zone),
  );
  return { minutes, hours };
}

/** Clock times of a day on which the clocks change: "02:45 CEST (+02:00)" where the time alone would not say which. */
function clockLabelWithOffset(starts: number, ends: number, zone: string): (minute: number, instant: number) => string {
  const changes = zoneOffsetAt(starts, zone).offsetMs !== zoneOffsetAt(ends, zone).offsetMs;
  return (minute, instant) =>
    changes || isAmbiguousTime(toDateTimeLocal(new Date(instant), zone), zone)
      ? `${formatMinuteOfDay(minute)} ${zoneOffsetAt(instant, zone).abbreviation} (${offsetText(instant, zone)})`
      : formatMinuteOfDay(minute);
}

const dayBoundary = (bounds: readonly number[], day: number) => bounds[day] ?? Number.POSITIVE_INFINITY;

// The last day that begins at or before the instant; -1 when it lies before all.
function dayIndexAt(bounds: readonly number[], instant: number): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayBoundary(bounds, middle) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Of a day on which the clocks change, what its clock shows; of every other, the minutes that have passed.
function minuteOf(instant: number, dayStart: number, dayEnd: number, zone: string): number {
  if (dayEnd - dayStart === minutesPerDay * 60_000) return Math.floor((instant - dayStart) / 60_000);
  const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return shown.hour * 60 + shown.minute;
}

/**
 * The lanes of a week: what goes on over midnight keeps its lane, so that its bars meet; what begins takes the first
 * that is free. A gap is null.
 */
export function assignLanes<T>(week: readonly (readonly Segment<T>[])[]): readonly (readonly (Segment<T> | null)[])[] {
  let open = new Map<T, number>();
  return week.map((day) => {
    const lanes: (Segment<T> | null)[] = [];
    const continuing = new Map<T, number>();
    const placeSegment = (segment: Segment<T>, lane: number) => {
      while (lanes.length <= lane) lanes.push(null);
      lanes[lane] = segment;
      if (segment.endsAfter) continuing.set(segment.item, lane);
    };
    for (const segment of day) {
      const lane = open.get(segment.item);
      if (segment.startsBefore && lane !== undefined) placeSegment(segment, lane);
    }
    for (const segment of day) {
      if (segment.startsBefore && open.has(segment.item)) continue;
      const free = lanes.indexOf(null);
      placeSegment(segment, free === -1 ? lanes.length : free);
    }
    open = continuing;
    return lanes;
  });
}

/** The columns of a day's hours: what overlaps stands side by side in at most `most`; the rest is counted separately. */
export function assignColumns<S extends Pick<Segment<unknown>, "fromMinute" | "toMinute">>(
  day: readonly S[],
  maxColumns: number,
  minMinutes: number,
  minutesInDay = minutesPerDay,
) {
  const ends: number[] = [];
  const placed: { segment: S; column: number; until: number }[] = [];
  const overflow: S[] = [];
  for (const segment of [...day].sort((one, other) => one.fromMinute - other.fromMinute)) {
    const from = Math.min(segment.fromMinute, minutesInDay - minMinutes);
    const until = Math.max(segment.toMinute, from + minMinutes);
    const column = Array.from({ length: maxColumns }, (_, index) => index).find((index) => (ends[index] ?? 0) <= from);
    if (column === undefined) overflow.push(segment);
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
  return { placed: placed.map((each) => ({ ...each, alone: alone(each) })), beside: overflow };
}
