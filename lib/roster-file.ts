import ICAL from "ical.js";
import { type FilePerson, keyOf, peopleIn } from "./roster-file-people";
import { unreadRule } from "./roster-file-rules";
import { instantIn, onClock } from "./roster-file-times";
import { mostShifts } from "./shifts";

/** A turn of somebody (their place in `people`), in milliseconds since 1970. */
export type Turn = readonly [person: number, from: number, until: number];

export type RosterFile = {
  readonly people: readonly FilePerson[];
  /** In their order; what runs begins now, what is over is left out. */
  readonly turns: readonly Turn[];
  /** How many were over, and how many name nobody. */
  readonly over: number;
  readonly unnamed: number;
};
export type ReadFile = ({ readonly ok: true } & RosterFile) | { readonly ok: false; readonly sentence: string };

/** The longest file, in bytes. */
export const longestFile = 1_000_000;

const day = 24 * 3_600_000;
const year = 366 * day;
const mostTimes = 10_000;
const mostTurns = 5 * mostShifts;
/** Of one event: repetitions multiply what it says. */
const mostProperties = 500;

/**
 * The shifts in an iCalendar file (RFC 5545) as PagerDuty and Opsgenie export it, at `now` (milliseconds since 1970).
 * Repetitions are followed for a year; times without a zone are read in `zone`. Else a sentence that says what to do.
 */
export function readRosterFile(text: string, { now, zone }: { now: number; zone: string }): ReadFile {
  try {
    const calendar = calendarIn(text);
    if (!calendar) return no(noCalendar);
    if (isOversized(calendar)) return no(tooMany);
    const rule = unreadRule(calendar);
    if (rule)
      return no(
        `The file repeats something by the rule ${rule.slice(0, 80)}, which is not read here: only turns by days or weeks are. Export the shifts one by one, or place a rotation.`,
      );
    const found = occurrences(calendar, now, zone);
    if (!found) return no(tooMany);
    return collected(found, now);
  } catch {
    return no(noCalendar);
  }
}

const noCalendar =
  "This is no calendar file that can be read. Export the schedule from PagerDuty or Opsgenie as an iCalendar (.ics) file and choose that.";

const tooMany = "There are too many shifts in this file to be read. Export a shorter time.";

/** Whether reading it could take long, whatever it says: by its events, by what one of them names, or by how long one lasts. */
function isOversized(calendar: ICAL.Component): boolean {
  const events = calendar.getAllSubcomponents("vevent");
  const isOne = (event: ICAL.Component) => event.getAllProperties().length > mostProperties || isEndless(event);
  return events.length > mostTimes || events.some(isOne);
}

// ical.js adds a duration month by month: given as one, or to each repetition of an event that has an end.
function isEndless(event: ICAL.Component): boolean {
  const [starts, ends, lasts] = ["dtstart", "dtend", "duration"].map((name) => event.getFirstPropertyValue(name));
  if (lasts instanceof ICAL.Duration) return !(Math.abs(lasts.toSeconds()) * 1000 <= 3 * year);
  const repeats = event.hasProperty("rrule") || event.hasProperty("rdate");
  return (
    repeats &&
    starts instanceof ICAL.Time &&
    ends instanceof ICAL.Time &&
    !(Math.abs(onClock(ends) - onClock(starts)) <= 3 * year)
  );
}

function calendarIn(text: string): ICAL.Component | null {
  const parsed: unknown[] = ICAL.parse(text);
  const first = Array.isArray(parsed[0]) ? parsed[0] : parsed;
  const calendar = new ICAL.Component(first);
  return calendar.name === "vcalendar" ? calendar : null;
}

type Occurrence = { readonly people: readonly FilePerson[]; readonly from: number; readonly until: number };
type Found = { readonly all: readonly Occurrence[]; readonly over: number };

/** Every time of every event that is not over and begins before the year is; null when they are too many to look at. */
function occurrences(calendar: ICAL.Component, now: number, zone: string): Found | null {
  const all: Occurrence[] = [];
  const called = new Map<ICAL.Component, readonly FilePerson[]>();
  let [over, looked, turns] = [0, 0, 0];
  for (const event of eventsIn(calendar))
    for (const { item, startDate, endDate } of timesOf(event)) {
      looked += 1;
      if (looked > mostTimes || turns > mostTurns) return null;
      if (onClock(startDate) > now + year && event.isRecurring()) break;
      const people = called.get(item.component) ?? peopleIn(item.component);
      called.set(item.component, people);
      const one = onClock(endDate) < now - 2 * day ? null : occurrenceOf(item, startDate, endDate, zone);
      if (one && one.until > now) all.push({ people, ...one });
      else over += 1;
      turns += one ? Math.max(1, people.length) : 0;
    }
  return { all, over };
}

/** The events that were not cancelled, each with what was changed of its repetitions. */
function eventsIn(calendar: ICAL.Component): readonly ICAL.Event[] {
  const events = calendar.getAllSubcomponents("vevent").filter((event) => statusOf(event) !== "CANCELLED");
  const changedOf = new Map<unknown, ICAL.Component[]>();
  for (const one of events.filter(isChanged)) {
    const others = changedOf.get(uidOf(one));
    if (others) others.push(one);
    else changedOf.set(uidOf(one), [one]);
  }
  return events
    .filter((event) => !isChanged(event))
    .map((event) => {
      const exceptions = changedOf.get(uidOf(event)) ?? [];
      // A file has one event of a name; of several, the first takes what was changed.
      changedOf.delete(uidOf(event));
      return new ICAL.Event(event, { exceptions: exceptions.map((one) => new ICAL.Event(one)) });
    });
}

const isChanged = (event: ICAL.Component) => event.hasProperty("recurrence-id");
const uidOf = (event: ICAL.Component) => event.getFirstPropertyValue("uid") ?? event;

function* timesOf(event: ICAL.Event): Generator<{ item: ICAL.Event; startDate: ICAL.Time; endDate: ICAL.Time }> {
  if (!event.isRecurring()) {
    yield { item: event, startDate: event.startDate, endDate: event.endDate };
    return;
  }
  const times = event.iterator();
  for (let time = times.next(); time; time = times.next()) yield event.getOccurrenceDetails(time);
}

function occurrenceOf(event: ICAL.Event, starts: ICAL.Time, ends: ICAL.Time, zone: string): Omit<Occurrence, "people"> {
  const tzid = (name: string) => event.component.getFirstProperty(name)?.getFirstParameter("tzid");
  return {
    from: instantIn(starts, tzid("dtstart"), zone),
    until: instantIn(ends, tzid("dtend") ?? tzid("dtstart"), zone),
  };
}

const statusOf = (event: ICAL.Component) => String(event.getFirstPropertyValue("status") ?? "").toUpperCase();

function collected({ all, over }: Found, now: number): ReadFile {
  const people = new Map<string, FilePerson>();
  for (const person of all.flatMap(({ people: called }) => called))
    if (!people.has(keyOf(person))) people.set(keyOf(person), person);
  const places = new Map([...people.keys()].map((key, place) => [key, place]));
  const turns = new Map<string, Turn>();
  for (const { people: called, from, until } of all)
    for (const person of called) {
      const turn: Turn = [places.get(keyOf(person)) ?? 0, Math.max(from, now), until];
      if (turn[1] < until) turns.set(turn.join(), turn);
    }
  const inOrder = [...turns.values()].sort(([, one], [, other]) => one - other);
  const [first] = inOrder;
  if (!first) return no(all.length + over === 0 ? noShift : everyShiftOver);
  if (inOrder.length > mostShifts || Math.max(...inOrder.map(([, , until]) => until)) > first[1] + 3 * 365 * day)
    return no("At most 1,000 shifts are placed at once, over at most three years. Export a shorter time.");
  const unnamed = all.filter(({ people: called }) => called.length === 0).length;
  return { ok: true, people: [...people.values()], turns: inOrder, over, unnamed };
}

const noShift = "There is no shift in this file. Export the schedule with the weeks ahead.";
const everyShiftOver = "Every shift in this file is over, or names nobody. Export the schedule with the weeks ahead.";
const no = (sentence: string): ReadFile => ({ ok: false, sentence });
