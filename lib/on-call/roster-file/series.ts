import type ICAL from "ical.js";
import { repeatsOf } from "./repeats";
import { rulesOf } from "./rules";
import { durationIn, type FileTime, type Length, roughly, TooMany, timeOf, timesOf, Unreadable, until } from "./times";
import type { FileEvent } from "./versions";

/** A time at which an event takes place, by its own clocks. */
export type Occurrence = { readonly at: FileTime; readonly instant: number; readonly length: Length };

type Series = {
  readonly occurrences: readonly Occurrence[];
  /** How many lie before those that were asked for, and whether it goes on after them. */
  readonly before: number;
  readonly goesOn: boolean;
};

const day = 24 * 3_600_000;
const longest = 3 * 366 * day;

/** The start and the length of an event; throws Unreadable where it has none. */
export function timeAndLength({ component, zones }: FileEvent): { start: FileTime; length: Length } {
  const start = timeOf(component, "dtstart", zones);
  if (!start) throw new Unreadable();
  return { start, length: lengthOf(component, start, timeOf(component, "dtend", zones)) };
}

function lengthOf(component: ICAL.Component, start: FileTime, end: FileTime | null): Length {
  if (end) return until(start, end);
  const lasts = component.getFirstProperty("duration");
  if (lasts) return bounded(durationIn(String(lasts.jCal[3])));
  return { days: start.isDate ? 1 : 0, elapsed: 0 };
}

function bounded(length: Length): Length {
  if (roughly(length) > longest) throw new TooMany();
  return length;
}

/** The times of an event from one instant to another, without those that it excepts; at most so many. */
export function seriesOf(event: FileEvent, from: number, to: number, most: number): Series {
  const { component, zones } = event;
  const { start, length } = timeAndLength(event);
  const rules = rulesOf(component);
  if (rules.length > 0) bounded(length);
  // A day around what is asked for is more than any zone is away from UTC.
  const asked = { from: from - Math.max(0, roughly(length)) - 2 * day, to: to + day, most };
  const repeats = rules.map((rule) => repeatsOf(rule, start, zones, asked));
  const added = timesOf(component, "rdate", zones).map((time) => addedTo(time, start, length));
  const own = repeats.some(({ before }) => before > 0) ? [] : [occurrence(start, length)];
  const all = [
    ...own,
    ...repeats
      .flatMap(({ shown }) => shown.map((each) => occurrence({ ...start, shown: each }, length)))
      .filter(({ instant }) => instant <= to),
    ...added,
  ];
  const isExcepted = exceptionsOf(timesOf(component, "exdate", zones), start);
  const once = new Map(all.map((one) => [one.instant, one]));
  return {
    occurrences: [...once.values()].filter((one) => !isExcepted(one)),
    before: repeats.reduce((sum, { before }) => sum + before, 0),
    goesOn: repeats.some(({ goesOn }) => goesOn),
  };
}

/** Whether one of these times is that occurrence: the same instant, or its day where a whole day is given. */
export function exceptionsOf(times: readonly FileTime[], start: FileTime): (one: Occurrence) => boolean {
  const [days, instants] = [new Set<number>(), new Set<number>()];
  for (const time of times) {
    const instant = (time.isFloating ? start.clocks : time.clocks).instant(time.shown);
    if (time.isDate) days.add(dayOf(time.shown));
    else if (start.isDate) days.add(dayOf(time.isFloating ? time.shown : start.clocks.shown(instant)));
    else instants.add(instant);
  }
  return ({ at, instant }) => instants.has(instant) || days.has(dayOf(at.shown));
}

const dayOf = (shown: number) => Math.floor(shown / day);

const occurrence = (at: FileTime, length: Length): Occurrence => ({ at, instant: at.clocks.instant(at.shown), length });

/** A time that was added (RDATE): a day means the start's time of day on it, and a period brings its own length. */
function addedTo(time: FileTime & { length?: Length }, start: FileTime, length: Length): Occurrence {
  const shown = time.isDate && !start.isDate ? time.shown + (start.shown - dayOf(start.shown) * day) : time.shown;
  const clocks = time.isFloating ? start.clocks : time.clocks;
  return occurrence({ ...time, shown, clocks }, time.length ?? length);
}
