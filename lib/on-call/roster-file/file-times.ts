import type ICAL from "ical.js";
import { utcClock, type ZoneClock } from "./zone-clock";

/** A time of a calendar file: what its clocks show, as if it were UTC, in milliseconds since 1970. */
export type FileTime = {
  readonly localMs: number;
  readonly clock: ZoneClock;
  readonly isDate: boolean;
  /** Whether it names no zone. */
  readonly isFloating: boolean;
};

/** What cannot be read of an event. */
export class UnreadableError extends Error {}

/** More than can be placed, or can be looked at while others wait. */
export class TooManyError extends Error {}

/** Which clocks a file's times are read by: those of the zone they name, and those of what names none. */
export type Zones = { readonly named: (zone: string) => ZoneClock; readonly floating: ZoneClock };

export const instantOf = ({ localMs, clock }: FileTime): number => clock.toInstant(localMs);

/** The first time that a property of an event gives; null where it has none. */
export function timeProperty(event: ICAL.Component, name: string, zones: Zones): FileTime | null {
  const property = event.getFirstProperty(name);
  if (!property) return null;
  return parseTime(String(property.jCal[3]), property.getFirstParameter("tzid"), zones);
}

/** All times that the properties of that name give: lists, and periods with their own length in milliseconds. */
export function timeProperties(
  event: ICAL.Component,
  name: string,
  zones: Zones,
): readonly (FileTime & { readonly length?: EventDuration })[] {
  return event.getAllProperties(name).flatMap((property) => {
    const zone = property.getFirstParameter("tzid");
    const values: unknown[] = property.jCal.slice(3);
    if (values.length > maxValues) throw new TooManyError();
    return values.map((value) => {
      const [starts, ends] = Array.isArray(value) ? value.map(String) : [String(value)];
      const from = parseTime(starts ?? "", zone, zones);
      if (ends === undefined) return from;
      return {
        ...from,
        length: /P/i.test(ends) ? parseDuration(ends) : durationBetween(from, parseTime(ends, zone, zones)),
      };
    });
  });
}

const maxValues = 2000;

/** How long something lasts: days by the calendar, and then elapsed time in milliseconds (RFC 5545 3.3.6). */
export type EventDuration = { readonly days: number; readonly elapsedMs: number; readonly localMs?: number };

/** A duration as RFC 5545 writes it; one below nothing is nothing. */
export function parseDuration(text: string): EventDuration {
  const [, sign, weeks, days, hours, minutes, seconds] =
    /^([+-])?P(?:(\d{1,15})W)?(?:(\d{1,15})D)?(?:T(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})S)?)?$/i.exec(
      text.trim(),
    ) ?? [];
  if (!/\d/.test(text) || (weeks ?? days ?? hours ?? minutes ?? seconds) === undefined) throw new UnreadableError();
  if (sign === "-") return { days: 0, elapsedMs: 0 };
  const [w, d, h, m, s] = [weeks, days, hours, minutes, seconds].map((each) => Number(each ?? 0));
  return { days: 7 * (w ?? 0) + (d ?? 0), elapsedMs: ((h ?? 0) * 3600 + (m ?? 0) * 60 + (s ?? 0)) * 1000 };
}

/** From one time to another: by the clocks where both are of one zone, so that each turn of a series ends at that time of day. */
export function durationBetween(from: FileTime, to: FileTime): EventDuration {
  if (from.clock === to.clock) return { days: 0, elapsedMs: 0, localMs: to.localMs - from.localMs };
  return { days: 0, elapsedMs: instantOf(to) - instantOf(from) };
}

const msPerDay = 24 * 3_600_000;

/** When what begins then is over: whole days by the calendar, then elapsed time. */
export function endOf(
  { localMs, clock }: FileTime,
  { days, elapsedMs, localMs: localDurationMs }: EventDuration,
): number {
  if (localDurationMs !== undefined) return clock.toInstant(localMs + localDurationMs);
  return days === 0 ? clock.toInstant(localMs) + elapsedMs : clock.toInstant(localMs + days * msPerDay) + elapsedMs;
}

/** About how long that is, in milliseconds. */
export const approximateMs = ({ days, elapsedMs, localMs = 0 }: EventDuration): number =>
  days * msPerDay + elapsedMs + localMs;

/** A time as jCal spells it ("2026-12-08T08:00:00Z", "2026-12-08"), in the zone that its property names. */
export function parseTime(text: string, zone: string | undefined, zones: Zones): FileTime {
  const [, date, time, utc] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(Z)?)?$/.exec(text) ?? [];
  const second = time?.endsWith(":60") ? time.replace(/60$/, "59") : time;
  const shown = Date.parse(`${date}T${second ?? "00:00:00"}Z`);
  const isReal = Number.isFinite(shown) && new Date(shown).toISOString().startsWith(`${date}T${second ?? ""}`);
  if (!isReal) throw new UnreadableError();
  if (shown > latestSupportedMs) throw new TooManyError();
  const isDate = time === undefined;
  if (utc) return { localMs: shown, clock: utcClock, isDate, isFloating: false };
  const isFloating = isDate || !zone;
  return { localMs: shown, clock: zone && !isDate ? zones.named(zone) : zones.floating, isDate, isFloating };
}

// What the clocks of a zone will show takes the longer to find the later it is.
const latestSupportedMs = Date.UTC(2200, 0, 1);

/** A whole number that an event gives, else 0. */
export function numberProperty(event: ICAL.Component, name: string): number {
  const value = Number(event.getFirstPropertyValue(name) ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/** A word that an event gives, in capitals. */
export const upperCaseProperty = (event: ICAL.Component, name: string): string =>
  String(event.getFirstPropertyValue(name) ?? "")
    .slice(0, 100)
    .toUpperCase();
