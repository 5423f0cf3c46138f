import { Temporal } from "temporal-polyfill";
import { zoneOffsetAt } from "./zone-offset";

/** An instant as Postgres and JSON write it. */
export type Instant = string | Date;

/** "22 Nov 2026, 15:04 CET", and the same in UTC unless the zone is UTC. */
type FormattedTime = { readonly local: string; readonly utc: string | null };

/** An instant in the reader's zone, and in UTC as well. */
export function formatInstant(at: Instant, zone: string): FormattedTime {
  const here = toZonedTime(at, zone);
  const utc = toZonedTime(at, "UTC");
  return {
    local: `${formatDay(here)}, ${formatClock(here)} ${here.name}`,
    utc: isUtc(here)
      ? null
      : isSameDay(here, utc)
        ? `${formatClock(utc)} UTC`
        : `${formatDay(utc)}, ${formatClock(utc)} UTC`,
  };
}

/** An instant in one sentence part: "22 Nov 2026, 15:04 CET (14:04 UTC)". */
export function formatDateTime(at: Instant, zone: string): string {
  const { local, utc } = formatInstant(at, zone);
  return utc ? `${local} (${utc})` : local;
}

/** A half-open window: "22 Nov 2026, 22:00 to 23:30 CET", with UTC; over midnight both days are named. */
export function formatRange(from: Instant, to: Instant, zone: string): FormattedTime {
  const utc = formatSpan(toZonedTime(from, "UTC"), toZonedTime(to, "UTC"));
  const start = toZonedTime(from, zone);
  return { local: formatSpan(start, toZonedTime(to, zone)), utc: isUtc(start) ? null : utc };
}

/** The time of day alone: "04:00 CET". */
export const formatTimeOfDay = (at: Instant, zone: string): string => {
  const here = toZonedTime(at, zone);
  return `${formatClock(here)} ${here.name}`;
};

/** How long a window lasts, in elapsed time to the minute, whatever the clocks do meanwhile: "1 h 30 min", "25 h". */
export function formatDuration(from: Instant, to: Instant): string {
  const minutes = Math.round((toEpochMs(to) - toEpochMs(from)) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 || hours === 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}

/** A window as one time zone's clocks show it, whose zones that is, and whether the clocks change during it. */
type ZonedWindow = { readonly of: readonly string[]; readonly text: string; readonly clocksChange: boolean };

/** A half-open window in several zones, each by a name such as "the site’s"; zones whose clocks agree are one. */
export function formatWindowInZones(
  from: Instant,
  to: Instant,
  zones: readonly { readonly of: string; readonly zone: string }[],
): readonly ZonedWindow[] {
  const windows = zones.map(({ of, zone }) => {
    const [start, end] = [toZonedTime(from, zone), toZonedTime(to, zone)];
    return { of, text: formatSpan(start, end), clocksChange: start.offsetMs !== end.offsetMs };
  });
  return [...new Set(windows.map(({ text }) => text))].map((words) => {
    const same = windows.filter((one) => one.text === words);
    return { of: same.map(({ of }) => of), text: words, clocksChange: same.some(({ clocksChange }) => clocksChange) };
  });
}

/** The date alone: "22 Nov 2026". */
export const formatDateOf = (at: Instant, zone: string): string => formatDay(toZonedTime(at, zone));

/** A date of the calendar (`YYYY-MM-DD`): "22 Nov 2026". */
export const formatDate = (date: string): string => `${Number(date.slice(8))} ${formatMonth(date.slice(0, 7))}`;

/** How many days one date of the calendar lies after another: "1 day", "12 days". */
export function formatDaysBetween(from: string, to: string): string {
  const days = (Date.parse(to) - Date.parse(from)) / msPerDay;
  return days === 1 ? "1 day" : `${days} days`;
}

/** A month of the calendar (`YYYY-MM`): "Nov 2026". */
export const formatMonth = (month: string): string => `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** How far two instants lie apart, whichever is the later: "12 min", "3 h 5 min", "4 days". */
export function formatAge(from: Instant, to: Instant): string {
  const minutes = Math.floor(Math.abs(toEpochMs(to) - toEpochMs(from)) / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 && hours < 10 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/** An instant as `datetime-local` takes it, to the minute, in the zone: "2026-11-22T15:04". */
export const toDateTimeLocal = (at: Instant, zone: string): string =>
  new Date(toZonedTime(at, zone).localMs).toISOString().slice(0, 16);

/** The exact instant for `<time dateTime>`. */
export const toIso = (at: Instant): string => {
  if (typeof at === "string" && isoInUtc.test(at))
    return at.replace(zerosAtEnd, (_, part) => (part ? `.${part}Z` : "Z"));
  return toTemporalInstant(at).toString();
};

const isoInUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const zerosAtEnd = /\.(\d*?)0*Z$/;

const toTemporalInstant = (at: Instant): Temporal.Instant =>
  Temporal.Instant.from(at instanceof Date ? at.toISOString() : at.replace(" ", "T"));

// A page formats hundreds of instants, and the polyfill takes 0.1 ms for each.
const toEpochMs = (at: Instant): number =>
  at instanceof Date ? at.getTime() : isoInUtc.test(at) ? Date.parse(at) : toTemporalInstant(at).epochMilliseconds;

/** What a zone's clocks show: `shown` is that time as if it were UTC, in milliseconds since 1970. */
type ZonedTime = { readonly localMs: number; readonly offsetMs: number; readonly name: string };

function toZonedTime(at: Instant, zone: string): ZonedTime {
  const ms = toEpochMs(at);
  const { offsetMs, abbreviation } = zoneOffsetAt(ms, zone);
  return { localMs: ms + offsetMs, offsetMs, name: abbreviation };
}

function formatSpan(from: ZonedTime, to: ZonedTime): string {
  const zone = to.name;
  if (isSameDay(from, to) && from.offsetMs === to.offsetMs)
    return `${formatDay(from)}, ${formatClock(from)} to ${formatClock(to)} ${zone}`;
  const first = from.offsetMs === to.offsetMs ? formatClock(from) : `${formatClock(from)} ${from.name}`;
  return `${formatDay(from)}, ${first} to ${formatDay(to)}, ${formatClock(to)} ${zone}`;
}

const formatDay = ({ localMs }: Pick<ZonedTime, "localMs">) => {
  const at = new Date(localMs);
  return `${at.getUTCDate()} ${monthNames[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
};
const formatClock = ({ localMs }: Pick<ZonedTime, "localMs">) => new Date(localMs).toISOString().slice(11, 16);

/** What a zone's clocks show, in milliseconds since 1970 as if they were UTC's: "22 Nov 2026, 15:04". */
export const formatLocalTime = (localMs: number): string => `${formatDay({ localMs })}, ${formatClock({ localMs })}`;

const msPerDay = 86_400_000;
const isSameDay = (one: ZonedTime, other: ZonedTime) =>
  Math.floor(one.localMs / msPerDay) === Math.floor(other.localMs / msPerDay);
const isUtc = ({ name }: ZonedTime) => name === "UTC";
const monthNames = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The instant at which `date` (`YYYY-MM-DD`), or the day `days` later, begins in `zone`. */
export const startOfDay = (date: string, zone: string, days = 0): string =>
  Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(zone).toInstant().toString();
