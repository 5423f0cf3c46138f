import { Temporal } from "temporal-polyfill";

export type LocalTimeResult =
  | { readonly ok: true; readonly instant: string }
  | { readonly ok: false; readonly sentence: string; readonly offsets?: readonly string[] };

/**
 * The instant of `local` (`YYYY-MM-DDTHH:MM`) in `zone`. A time that the clocks skip is refused, one that they show
 * twice is asked about: `offset` (`+02:00`) answers. Nothing is guessed (Normal: Scheduled).
 */
export function parseLocalTime(local: string, zone: string, offset?: string): LocalTimeResult {
  const localTime = Temporal.PlainDateTime.from(local);
  const earlier = localTime.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = localTime.toZonedDateTime(zone, { disambiguation: "later" });
  if (Temporal.Instant.compare(earlier.toInstant(), later.toInstant()) === 0) return resolvedTime(earlier);
  if (!later.toPlainDateTime().equals(localTime)) return skippedTime(localTime, zone, later);
  const chosen = [earlier, later].find((candidate) => candidate.offset === offset);
  return chosen ? resolvedTime(chosen) : ambiguousTime(localTime, zone, [earlier.offset, later.offset]);
}

/** Whether the clocks of `zone` show that local time twice. */
export function isAmbiguousTime(local: string, zone: string): boolean {
  const time = parseLocalTime(local, zone);
  return !time.ok && time.offsets !== undefined;
}

/** Whether `zone` is a time zone that this machine knows by name; an offset is none, for it knows no summer. */
export function isTimeZone(zone: string): boolean {
  if (knownTimeZones.has(zone)) return true;
  if (!/^[a-z]/i.test(zone)) return false;
  try {
    Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    return false;
  }
  if (knownTimeZones.size < 1000) knownTimeZones.add(zone);
  return true;
}

// To ask the machine takes longer than to read the rest of a form. There are some six hundred names; letters may be of either case.
const knownTimeZones = new Set<string>();

const resolvedTime = (moment: Temporal.ZonedDateTime): LocalTimeResult => ({
  ok: true,
  instant: moment.toInstant().toString(),
});

const skippedTime = (
  localTime: Temporal.PlainDateTime,
  zone: string,
  later: Temporal.ZonedDateTime,
): LocalTimeResult => ({
  ok: false,
  sentence: `${formatClock(localTime)} does not exist on that day in ${zone}: the clocks go forward. Choose ${formatClock(later.toPlainDateTime())}${onLaterDay(localTime, later)} or another time.`,
});

// Over midnight, or where a whole day was left out.
const onLaterDay = (localTime: Temporal.PlainDateTime, later: Temporal.ZonedDateTime): string =>
  later.toPlainDate().equals(localTime.toPlainDate()) ? "" : ` on ${later.toPlainDate()}`;

const ambiguousTime = (
  localTime: Temporal.PlainDateTime,
  zone: string,
  offsets: readonly string[],
): LocalTimeResult => ({
  ok: false,
  offsets,
  sentence: `${formatClock(localTime)} comes twice on that day in ${zone}: the clocks go back. Choose which one you mean.`,
});

const formatClock = (time: Temporal.PlainDateTime) => time.toPlainTime().toString({ smallestUnit: "minute" });

/** That zone if this machine knows it, else the other: a zone that came past the forms breaks no page. */
export const timeZoneOr = (zone: string | null | undefined, fallback: string): string =>
  zone && isTimeZone(zone) ? zone : fallback;

/** The names of the time zones that this machine knows, UTC first. */
export const timeZoneNames = (): readonly string[] => ["UTC", ...Intl.supportedValuesOf("timeZone").filter(isNotUtc)];
const isNotUtc = (zone: string) => zone !== "UTC";
