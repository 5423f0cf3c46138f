import type ICAL from "ical.js";
import { type CalendarPart, parseCalendars, parseComponent } from "./calendar-parts";
import { collectTurns, type RosterFileResult } from "./collect-turns";
import { currentEventsOf, eventOf, type FileEvent } from "./event-versions";
import { TooManyError, UnreadableError, type Zones } from "./file-times";
import { UnknownZoneError, type ZoneSubstitutions, zoneResolver } from "./file-zones";
import { addTurns, FoundTurns } from "./found-turns";
import { UnsupportedRuleError } from "./recurrence-rules";
import type { SkipReason } from "./skipped";
import { zoneClockOf } from "./zone-clock";

/** The longest file, in bytes. */
export const maxRosterFileBytes = 1_000_000;

type ParseOptions = { readonly now: number; readonly zone: string };

const maxEvents = 10_000;
/** Of one event: repetitions multiply what it says. */
const maxProperties = 500;
const overlongList = /^(EXDATE|RDATE)[^\r\n]{40000}/im;

/**
 * The shifts in an iCalendar file (RFC 5545) as calendar programs export it, at `now` (milliseconds since 1970). What repeats
 * is followed for a year; times without a zone are read in `zone`, unless the file names one for them. Else a sentence that
 * says what to do. It goes on after each pause, so that others need not wait for a large file.
 */
export function* parseRosterFile(text: string, { now, zone }: ParseOptions): Generator<void, RosterFileResult> {
  const calendars = yield* parseCalendars(text);
  if (!calendars) return reject(notACalendarSentence);
  try {
    if (calendars.reduce((sum, { events }) => sum + events.length, 0) > maxEvents) throw new TooManyError();
    const turns = new FoundTurns(now);
    const [zoneSubstitutions, floatingZones]: [ZoneSubstitutions, Set<string>] = [new Map(), new Set()];
    const events: FileEvent[] = [];
    for (const calendar of calendars) {
      countOthers(turns, calendar);
      const zones = zonesIn(calendar, zone, zoneSubstitutions, floatingZones);
      for (const part of calendar.events) {
        yield;
        const event = isAnswer(calendar) ? "answer" : parseEvent(part, zones, calendar.method);
        if (typeof event === "string") turns.skip(event);
        else events.push(event);
      }
    }
    for (const currentEvents of currentEventsOf(events)) {
      yield;
      addTurns(turns, currentEvents);
    }
    return collectTurns(turns, { zones: [...zoneSubstitutions], floating: [...floatingZones].join(", ") || null });
  } catch (error) {
    return reject(sentenceOf(error));
  }
}

function parseEvent(part: string, zones: Zones, method: string): FileEvent | SkipReason {
  // Before it is parsed, for that takes the longer the more it says.
  if (part.split("\n", 2 * maxProperties + 1).length > 2 * maxProperties || overlongList.test(part))
    throw new TooManyError();
  const component = parseComponent(part);
  if (!component) return "unreadable";
  if (component.getAllProperties().length > maxProperties) throw new TooManyError();
  return eventOrUnreadable(component, zones, method);
}

function eventOrUnreadable(component: ICAL.Component, zones: Zones, method: string): FileEvent | SkipReason {
  try {
    return eventOf(component, zones, method);
  } catch (error) {
    if (error instanceof UnreadableError) return "unreadable";
    throw error;
  }
}

/** The zones of a calendar; which one was read for times that name none is put into `used`. */
function zonesIn(
  calendar: CalendarPart,
  zone: string,
  zoneSubstitutions: ZoneSubstitutions,
  floatingZones: Set<string>,
): Zones {
  const named = zoneResolver(calendar.zones, zoneSubstitutions);
  const siteClock = zoneClockOf(zone);
  return {
    named,
    get floating() {
      const clocks = calendar.zone ? named(calendar.zone) : siteClock;
      floatingZones.add(calendar.zone ?? zone);
      return clocks;
    },
  };
}

// Who answers, or asks for another time, places nothing (RFC 5546).
const isAnswer = ({ method }: CalendarPart) => /^(REPLY|REFRESH|COUNTER|DECLINECOUNTER)$/.test(method);

function countOthers(turns: FoundTurns, { others }: CalendarPart): void {
  for (const [name, count] of others)
    turns.skip(name === "VTODO" ? "todo" : name === "VJOURNAL" ? "journal" : "other", count);
}

const notACalendarSentence =
  "This file is not a readable calendar file. Export the schedule from PagerDuty, Opsgenie or your calendar as an iCalendar (.ics) file and choose that file.";

function sentenceOf(error: unknown): string {
  if (error instanceof TooManyError) return "This file has too many shifts. Export a shorter period.";
  if (error instanceof UnsupportedRuleError)
    return `The file repeats something by the rule ${printable(error.rule)}, which is not supported: only days, weeks, months or years are. Export the shifts one by one, or place a rotation.`;
  if (error instanceof UnknownZoneError)
    return `The file gives times in the zone “${printable(error.zone)}”, which is not known here and which the file does not describe. Name it in the file as the tz database does (Europe/Berlin), or export the shifts in UTC.`;
  throw error;
}

const printable = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 80);
const reject = (sentence: string): RosterFileResult => ({ ok: false, sentence });
