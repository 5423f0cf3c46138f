import type ICAL from "ical.js";
import { type Clocks, utcClocks } from "./clocks";

/** A time of a calendar file: what its clocks show, as if it were UTC, in milliseconds since 1970. */
export type FileTime = {
  readonly shown: number;
  readonly clocks: Clocks;
  readonly isDate: boolean;
  /** Whether it names no zone. */
  readonly isFloating: boolean;
};

/** What cannot be read of an event. */
export class Unreadable extends Error {}

/** More than can be placed, or can be looked at while others wait. */
export class TooMany extends Error {}

/** Which clocks a file's times are read by: those of the zone they name, and those of what names none. */
export type Zones = { readonly named: (zone: string) => Clocks; readonly floating: Clocks };

export const instantOf = ({ shown, clocks }: FileTime): number => clocks.instant(shown);

/** The first time that a property of an event gives; null where it has none. */
export function timeOf(event: ICAL.Component, name: string, zones: Zones): FileTime | null {
  const property = event.getFirstProperty(name);
  if (!property) return null;
  return timeIn(String(property.jCal[3]), property.getFirstParameter("tzid"), zones);
}

/** All times that the properties of that name give: lists, and periods with their own length in milliseconds. */
export function timesOf(
  event: ICAL.Component,
  name: string,
  zones: Zones,
): readonly (FileTime & { readonly length?: Length })[] {
  return event.getAllProperties(name).flatMap((property) => {
    const zone = property.getFirstParameter("tzid");
    const values: unknown[] = property.jCal.slice(3);
    if (values.length > mostValues) throw new TooMany();
    return values.map((value) => {
      const [starts, ends] = Array.isArray(value) ? value.map(String) : [String(value)];
      const from = timeIn(starts ?? "", zone, zones);
      if (ends === undefined) return from;
      return { ...from, length: /P/i.test(ends) ? durationIn(ends) : until(from, timeIn(ends, zone, zones)) };
    });
  });
}

const mostValues = 2000;

/** How long something lasts: days by the calendar, and then elapsed time in milliseconds (RFC 5545 3.3.6). */
export type Length = { readonly days: number; readonly elapsed: number; readonly shown?: number };

/** A duration as RFC 5545 writes it; one below nothing is nothing. */
export function durationIn(text: string): Length {
  const [, sign, weeks, days, hours, minutes, seconds] =
    /^([+-])?P(?:(\d{1,15})W)?(?:(\d{1,15})D)?(?:T(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})S)?)?$/i.exec(
      text.trim(),
    ) ?? [];
  if (!/\d/.test(text) || (weeks ?? days ?? hours ?? minutes ?? seconds) === undefined) throw new Unreadable();
  if (sign === "-") return { days: 0, elapsed: 0 };
  const [w, d, h, m, s] = [weeks, days, hours, minutes, seconds].map((each) => Number(each ?? 0));
  return { days: 7 * (w ?? 0) + (d ?? 0), elapsed: ((h ?? 0) * 3600 + (m ?? 0) * 60 + (s ?? 0)) * 1000 };
}

/** From one time to another: by the clocks where both are of one zone, so that each turn of a series ends at that time of day. */
export function until(from: FileTime, to: FileTime): Length {
  if (from.clocks === to.clocks) return { days: 0, elapsed: 0, shown: to.shown - from.shown };
  return { days: 0, elapsed: instantOf(to) - instantOf(from) };
}

const day = 24 * 3_600_000;

/** When what begins then is over: whole days by the calendar, then elapsed time. */
export function endOf({ shown, clocks }: FileTime, { days, elapsed, shown: onClock }: Length): number {
  if (onClock !== undefined) return clocks.instant(shown + onClock);
  return days === 0 ? clocks.instant(shown) + elapsed : clocks.instant(shown + days * day) + elapsed;
}

/** About how long that is, in milliseconds. */
export const roughly = ({ days, elapsed, shown = 0 }: Length): number => days * day + elapsed + shown;

/** A time as jCal spells it ("2026-12-08T08:00:00Z", "2026-12-08"), in the zone that its property names. */
export function timeIn(text: string, zone: string | undefined, zones: Zones): FileTime {
  const [, date, time, utc] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(Z)?)?$/.exec(text) ?? [];
  const second = time?.endsWith(":60") ? time.replace(/60$/, "59") : time;
  const shown = Date.parse(`${date}T${second ?? "00:00:00"}Z`);
  const isReal = Number.isFinite(shown) && new Date(shown).toISOString().startsWith(`${date}T${second ?? ""}`);
  if (!isReal) throw new Unreadable();
  if (shown > latest) throw new TooMany();
  const isDate = time === undefined;
  if (utc) return { shown, clocks: utcClocks, isDate, isFloating: false };
  const isFloating = isDate || !zone;
  return { shown, clocks: zone && !isDate ? zones.named(zone) : zones.floating, isDate, isFloating };
}

// What the clocks of a zone will show takes the longer to find the later it is.
const latest = Date.UTC(2200, 0, 1);

/** A whole number that an event gives, else 0. */
export function numberOf(event: ICAL.Component, name: string): number {
  const value = Number(event.getFirstPropertyValue(name) ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/** A word that an event gives, in capitals. */
export const wordOf = (event: ICAL.Component, name: string): string =>
  String(event.getFirstPropertyValue(name) ?? "")
    .slice(0, 100)
    .toUpperCase();
