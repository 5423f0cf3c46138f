import type ICAL from "ical.js";
import type { FileEvent } from "./event-versions";
import {
  approximateMs,
  durationBetween,
  type EventDuration,
  type FileTime,
  parseDuration,
  TooManyError,
  timeProperties,
  timeProperty,
  UnreadableError,
} from "./file-times";
import { rulesOf } from "./recurrence-rules";
import { ruleOccurrences } from "./rule-occurrences";

/** A time at which an event takes place, by its own clocks. */
export type Occurrence = { readonly at: FileTime; readonly instant: number; readonly duration: EventDuration };

type Series = {
  readonly occurrences: readonly Occurrence[];
  /** How many lie before those that were asked for, and whether it goes on after them. */
  readonly skippedCount: number;
  readonly isUnfinished: boolean;
};

const msPerDay = 24 * 3_600_000;
const maxDurationMs = 3 * 366 * msPerDay;

/** The start and the length of an event; throws Unreadable where it has none. */
export function startAndDuration({ component, zones }: FileEvent): { start: FileTime; length: EventDuration } {
  const start = timeProperty(component, "dtstart", zones);
  if (!start) throw new UnreadableError();
  return { start, length: durationOf(component, start, timeProperty(component, "dtend", zones)) };
}

function durationOf(component: ICAL.Component, start: FileTime, end: FileTime | null): EventDuration {
  if (end) return durationBetween(start, end);
  const lasts = component.getFirstProperty("duration");
  if (lasts) return requireBounded(parseDuration(String(lasts.jCal[3])));
  return { days: start.isDate ? 1 : 0, elapsedMs: 0 };
}

function requireBounded(duration: EventDuration): EventDuration {
  if (approximateMs(duration) > maxDurationMs) throw new TooManyError();
  return duration;
}

/** The times of an event from one instant to another, without those that it excepts; at most so many. */
export function seriesOf(event: FileEvent, from: number, to: number, maxCount: number): Series {
  const { component, zones } = event;
  const { start, length: duration } = startAndDuration(event);
  const rules = rulesOf(component);
  if (rules.length > 0) requireBounded(duration);
  // A day around what is asked for is more than any zone is away from UTC.
  const query = { from: from - Math.max(0, approximateMs(duration)) - 2 * msPerDay, to: to + msPerDay, maxCount };
  const repeats = rules.map((rule) => ruleOccurrences(rule, start, zones, query));
  const added = timeProperties(component, "rdate", zones).map((time) => addedOccurrence(time, start, duration));
  const firstOccurrence = repeats.some(({ skippedCount }) => skippedCount > 0) ? [] : [toOccurrence(start, duration)];
  const all = [
    ...firstOccurrence,
    ...repeats
      .flatMap(({ localTimes }) => localTimes.map((each) => toOccurrence({ ...start, localMs: each }, duration)))
      .filter(({ instant }) => instant <= to),
    ...added,
  ];
  const isExcepted = exceptionsOf(timeProperties(component, "exdate", zones), start);
  const once = new Map(all.map((one) => [one.instant, one]));
  return {
    occurrences: [...once.values()].filter((one) => !isExcepted(one)),
    skippedCount: repeats.reduce((sum, { skippedCount }) => sum + skippedCount, 0),
    isUnfinished: repeats.some(({ isUnfinished }) => isUnfinished),
  };
}

/** Whether one of these times is that occurrence: the same instant, or its day where a whole day is given. */
export function exceptionsOf(times: readonly FileTime[], start: FileTime): (one: Occurrence) => boolean {
  const [days, instants] = [new Set<number>(), new Set<number>()];
  for (const time of times) {
    const instant = (time.isFloating ? start.clock : time.clock).toInstant(time.localMs);
    if (time.isDate) days.add(dayOf(time.localMs));
    else if (start.isDate) days.add(dayOf(time.isFloating ? time.localMs : start.clock.toLocal(instant)));
    else instants.add(instant);
  }
  return ({ at, instant }) => instants.has(instant) || days.has(dayOf(at.localMs));
}

const dayOf = (shown: number) => Math.floor(shown / msPerDay);

const toOccurrence = (at: FileTime, duration: EventDuration): Occurrence => ({
  at,
  instant: at.clock.toInstant(at.localMs),
  duration,
});

/** A time that was added (RDATE): a day means the start's time of day on it, and a period brings its own length. */
function addedOccurrence(
  time: FileTime & { length?: EventDuration },
  start: FileTime,
  duration: EventDuration,
): Occurrence {
  const shown =
    time.isDate && !start.isDate ? time.localMs + (start.localMs - dayOf(start.localMs) * msPerDay) : time.localMs;
  const clocks = time.isFloating ? start.clock : time.clock;
  return toOccurrence({ ...time, localMs: shown, clock: clocks }, time.length ?? duration);
}
