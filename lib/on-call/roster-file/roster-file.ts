import type ICAL from "ical.js";
import { clocksOf } from "./clocks";
import { collected, type ReadFile } from "./collected";
import type { LeftOutKind } from "./left-out";
import { type CalendarPart, calendarsIn, componentIn } from "./parts";
import { UnreadRule } from "./rules";
import { TooMany, Unreadable, type Zones } from "./times";
import { addTurns, Found } from "./turns";
import { eventOf, type FileEvent, standingOf } from "./versions";
import { UnknownZone, type ZonesRead, zonesOf } from "./zones";

/** The longest file, in bytes. */
export const longestFile = 1_000_000;

type Asked = { readonly now: number; readonly zone: string };

const mostEvents = 10_000;
/** Of one event: repetitions multiply what it says. */
const mostProperties = 500;
const longList = /^(EXDATE|RDATE)[^\r\n]{40000}/im;

/**
 * The shifts in an iCalendar file (RFC 5545) as calendar programs export it, at `now` (milliseconds since 1970). What repeats
 * is followed for a year; times without a zone are read in `zone`, unless the file names one for them. Else a sentence that
 * says what to do. It goes on after each pause, so that others need not wait for a large file.
 */
export function* readingRosterFile(text: string, { now, zone }: Asked): Generator<void, ReadFile> {
  const calendars = yield* calendarsIn(text);
  if (!calendars) return no(noCalendar);
  try {
    if (calendars.reduce((sum, { events }) => sum + events.length, 0) > mostEvents) throw new TooMany();
    const found = new Found(now);
    const [read, used]: [ZonesRead, Set<string>] = [new Map(), new Set()];
    const events: FileEvent[] = [];
    for (const calendar of calendars) {
      countOthers(found, calendar);
      const zones = zonesIn(calendar, zone, read, used);
      for (const part of calendar.events) {
        yield;
        const event = isAnswer(calendar) ? "answer" : eventIn(part, zones, calendar.method);
        if (typeof event === "string") found.leaveOut(event);
        else events.push(event);
      }
    }
    for (const standing of standingOf(events)) {
      yield;
      addTurns(found, standing);
    }
    return collected(found, { zones: [...read], floating: [...used].join(", ") || null });
  } catch (error) {
    return no(sentenceOf(error));
  }
}

function eventIn(part: string, zones: Zones, method: string): FileEvent | LeftOutKind {
  // Before it is parsed, for that takes the longer the more it says.
  if (part.split("\n", 2 * mostProperties + 1).length > 2 * mostProperties || longList.test(part)) throw new TooMany();
  const component = componentIn(part);
  if (!component) return "unreadable";
  if (component.getAllProperties().length > mostProperties) throw new TooMany();
  return orUnreadable(component, zones, method);
}

function orUnreadable(component: ICAL.Component, zones: Zones, method: string): FileEvent | LeftOutKind {
  try {
    return eventOf(component, zones, method);
  } catch (error) {
    if (error instanceof Unreadable) return "unreadable";
    throw error;
  }
}

/** The zones of a calendar; which one was read for times that name none is put into `used`. */
function zonesIn(calendar: CalendarPart, zone: string, read: ZonesRead, used: Set<string>): Zones {
  const named = zonesOf(calendar.zones, read);
  const readers = clocksOf(zone);
  return {
    named,
    get floating() {
      const clocks = calendar.zone ? named(calendar.zone) : readers;
      used.add(calendar.zone ?? zone);
      return clocks;
    },
  };
}

// Who answers, or asks for another time, places nothing (RFC 5546).
const isAnswer = ({ method }: CalendarPart) => /^(REPLY|REFRESH|COUNTER|DECLINECOUNTER)$/.test(method);

function countOthers(found: Found, { others }: CalendarPart): void {
  for (const [name, count] of others)
    found.leaveOut(name === "VTODO" ? "todo" : name === "VJOURNAL" ? "journal" : "other", count);
}

const noCalendar =
  "This file is not a readable calendar file. Export the schedule from PagerDuty, Opsgenie or your calendar as an iCalendar (.ics) file and choose that file.";

function sentenceOf(error: unknown): string {
  if (error instanceof TooMany) return "This file has too many shifts. Export a shorter period.";
  if (error instanceof UnreadRule)
    return `The file repeats something by the rule ${shown(error.rule)}, which is not supported: only days, weeks, months or years are. Export the shifts one by one, or place a rotation.`;
  if (error instanceof UnknownZone)
    return `The file gives times in the zone “${shown(error.zone)}”, which is not known here and which the file does not describe. Name it in the file as the tz database does (Europe/Berlin), or export the shifts in UTC.`;
  throw error;
}

const shown = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 80);
const no = (sentence: string): ReadFile => ({ ok: false, sentence });
