import type ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import { isZone } from "./local-time";

/**
 * The instant of a time of a calendar file, in milliseconds: UTC, or by the zone that it names (one that everybody knows by
 * that name, else the one the file describes); a time without a zone, and a whole day, by `zone`.
 */
export function instantIn(time: ICAL.Time, named: string | undefined, zone: string): number {
  const tzid = time.zone?.tzid ?? "floating";
  if (!time.isDate && tzid === "UTC") return onClock(time);
  const local = Temporal.PlainDateTime.from({
    year: time.year,
    month: time.month,
    day: time.day,
    hour: time.isDate ? 0 : time.hour,
    minute: time.isDate ? 0 : time.minute,
  });
  const called = named ?? (tzid === "floating" ? undefined : tzid);
  if (time.isDate || called === undefined) return local.toZonedDateTime(zone).epochMilliseconds;
  if (isZone(called)) return local.toZonedDateTime(called).epochMilliseconds;
  return tzid === "floating" ? local.toZonedDateTime(zone).epochMilliseconds : time.toUnixTime() * 1000;
}

/** What the clock shows, as if it were UTC: within a day of the instant, and found a hundred times faster. */
export const onClock = ({ year, month, day, hour, minute }: ICAL.Time): number =>
  Date.UTC(year, month - 1, day, hour, minute);
