import { Temporal } from "temporal-polyfill";
import { zoneClock } from "./zone-day";

/** An instant as Postgres and JSON write it. */
export type Instant = string | Date;

/** "22 Nov 2026, 15:04 CET", and the same in UTC unless the zone is UTC. */
type Told = { readonly here: string; readonly utc: string | null };

/** An instant in the reader's zone, and in UTC as well. */
export function tellInstant(at: Instant, zone: string): Told {
  const here = zoned(at, zone);
  const utc = zoned(at, "UTC");
  return {
    here: `${day(here)}, ${clock(here)} ${here.name}`,
    utc: isUtc(here) ? null : sameDay(here, utc) ? `${clock(utc)} UTC` : `${day(utc)}, ${clock(utc)} UTC`,
  };
}

/** An instant in one sentence part: "22 Nov 2026, 15:04 CET (14:04 UTC)". */
export function tellPlainly(at: Instant, zone: string): string {
  const { here, utc } = tellInstant(at, zone);
  return utc ? `${here} (${utc})` : here;
}

/** A half-open window: "22 Nov 2026, 22:00 to 23:30 CET", with UTC; over midnight both days are named. */
export function tellSpan(from: Instant, to: Instant, zone: string): Told {
  const utc = span(zoned(from, "UTC"), zoned(to, "UTC"));
  const start = zoned(from, zone);
  return { here: span(start, zoned(to, zone)), utc: isUtc(start) ? null : utc };
}

/** The time of day alone: "04:00 CET". */
export const tellClock = (at: Instant, zone: string): string => {
  const here = zoned(at, zone);
  return `${clock(here)} ${here.name}`;
};

/** How long a window lasts, in elapsed time to the minute, whatever the clocks do meanwhile: "1 h 30 min", "25 h". */
export function lasting(from: Instant, to: Instant): string {
  const minutes = Math.round((msOf(to) - msOf(from)) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 || hours === 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}

/** A window as one time zone's clocks show it, whose zones that is, and whether the clocks change during it. */
type ShownWindow = { readonly of: readonly string[]; readonly words: string; readonly clocksChange: boolean };

/** A half-open window in several zones, each by a name such as "the site’s"; zones whose clocks agree are one. */
export function windowIn(
  from: Instant,
  to: Instant,
  zones: readonly { readonly of: string; readonly zone: string }[],
): readonly ShownWindow[] {
  const told = zones.map(({ of, zone }) => {
    const [start, end] = [zoned(from, zone), zoned(to, zone)];
    return { of, words: span(start, end), clocksChange: start.offset !== end.offset };
  });
  return [...new Set(told.map(({ words }) => words))].map((words) => {
    const same = told.filter((one) => one.words === words);
    return { of: same.map(({ of }) => of), words, clocksChange: same.some(({ clocksChange }) => clocksChange) };
  });
}

/** The date alone: "22 Nov 2026". */
export const tellDay = (at: Instant, zone: string): string => day(zoned(at, zone));

/** A date of the calendar (`YYYY-MM-DD`): "22 Nov 2026". */
export const tellDate = (date: string): string => `${Number(date.slice(8))} ${tellMonth(date.slice(0, 7))}`;

/** How many days one date of the calendar lies after another: "1 day", "12 days". */
export function daysBetween(from: string, to: string): string {
  const days = (Date.parse(to) - Date.parse(from)) / dayLong;
  return days === 1 ? "1 day" : `${days} days`;
}

/** A month of the calendar (`YYYY-MM`): "Nov 2026". */
export const tellMonth = (month: string): string => `${months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** How far two instants lie apart, whichever is the later: "12 min", "3 h 5 min", "4 days". */
export function age(from: Instant, to: Instant): string {
  const minutes = Math.floor(Math.abs(msOf(to) - msOf(from)) / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 && hours < 10 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/** An instant as `datetime-local` takes it, to the minute, in the zone: "2026-11-22T15:04". */
export const tellLocal = (at: Instant, zone: string): string =>
  new Date(zoned(at, zone).shown).toISOString().slice(0, 16);

/** The exact instant for `<time dateTime>`. */
export const tellExactly = (at: Instant): string => {
  if (typeof at === "string" && isoInUtc.test(at))
    return at.replace(zerosAtEnd, (_, part) => (part ? `.${part}Z` : "Z"));
  return instantOf(at).toString();
};

const isoInUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const zerosAtEnd = /\.(\d*?)0*Z$/;

const instantOf = (at: Instant): Temporal.Instant =>
  Temporal.Instant.from(at instanceof Date ? at.toISOString() : at.replace(" ", "T"));

// A page formats hundreds of instants, and the polyfill takes 0.1 ms for each.
const msOf = (at: Instant): number =>
  at instanceof Date ? at.getTime() : isoInUtc.test(at) ? Date.parse(at) : instantOf(at).epochMilliseconds;

/** What a zone's clocks show: `shown` is that time as if it were UTC, in milliseconds since 1970. */
type Zoned = { readonly shown: number; readonly offset: number; readonly name: string };

function zoned(at: Instant, zone: string): Zoned {
  const ms = msOf(at);
  const { offset, name } = zoneClock(ms, zone);
  return { shown: ms + offset, offset, name };
}

function span(from: Zoned, to: Zoned): string {
  const zone = to.name;
  if (sameDay(from, to) && from.offset === to.offset) return `${day(from)}, ${clock(from)} to ${clock(to)} ${zone}`;
  const first = from.offset === to.offset ? clock(from) : `${clock(from)} ${from.name}`;
  return `${day(from)}, ${first} to ${day(to)}, ${clock(to)} ${zone}`;
}

const day = ({ shown }: Pick<Zoned, "shown">) => {
  const at = new Date(shown);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
};
const clock = ({ shown }: Pick<Zoned, "shown">) => new Date(shown).toISOString().slice(11, 16);

/** What a zone's clocks show, in milliseconds since 1970 as if they were UTC's: "22 Nov 2026, 15:04". */
export const inWords = (shown: number): string => `${day({ shown })}, ${clock({ shown })}`;

const dayLong = 86_400_000;
const sameDay = (one: Zoned, other: Zoned) => Math.floor(one.shown / dayLong) === Math.floor(other.shown / dayLong);
const isUtc = ({ name }: Zoned) => name === "UTC";
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The instant at which `date` (`YYYY-MM-DD`), or the day `days` later, begins in `zone`. */
export const startOfDay = (date: string, zone: string, days = 0): string =>
  Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(zone).toInstant().toString();
