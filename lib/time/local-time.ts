import { Temporal } from "temporal-polyfill";

export type LocalTime =
  | { readonly ok: true; readonly instant: string }
  | { readonly ok: false; readonly sentence: string; readonly twice?: readonly string[] };

/**
 * The instant of `local` (`YYYY-MM-DDTHH:MM`) in `zone`. A time that the clocks skip is refused, one that they show
 * twice is asked about: `offset` (`+02:00`) answers. Nothing is guessed (Normal: Scheduled).
 */
export function instantOf(local: string, zone: string, offset?: string): LocalTime {
  const typed = Temporal.PlainDateTime.from(local);
  const earlier = typed.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = typed.toZonedDateTime(zone, { disambiguation: "later" });
  if (Temporal.Instant.compare(earlier.toInstant(), later.toInstant()) === 0) return found(earlier);
  if (!later.toPlainDateTime().equals(typed)) return skipped(typed, zone, later);
  const chosen = [earlier, later].find((either) => either.offset === offset);
  return chosen ? found(chosen) : shownTwice(typed, zone, [earlier.offset, later.offset]);
}

/** Whether the clocks of `zone` show that local time twice. */
export function comesTwice(local: string, zone: string): boolean {
  const time = instantOf(local, zone);
  return !time.ok && time.twice !== undefined;
}

/** Whether `zone` is a time zone that this machine knows by name; an offset is none, for it knows no summer. */
export function isZone(zone: string): boolean {
  if (known.has(zone)) return true;
  if (!/^[a-z]/i.test(zone)) return false;
  try {
    Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    return false;
  }
  if (known.size < 1000) known.add(zone);
  return true;
}

// To ask the machine takes longer than to read the rest of a form. There are some six hundred names; letters may be of either case.
const known = new Set<string>();

const found = (moment: Temporal.ZonedDateTime): LocalTime => ({ ok: true, instant: moment.toInstant().toString() });

const skipped = (typed: Temporal.PlainDateTime, zone: string, later: Temporal.ZonedDateTime): LocalTime => ({
  ok: false,
  sentence: `${clock(typed)} does not exist on that day in ${zone}: the clocks go forward. Choose ${clock(later.toPlainDateTime())}${laterDay(typed, later)} or another time.`,
});

// Over midnight, or where a whole day was left out.
const laterDay = (typed: Temporal.PlainDateTime, later: Temporal.ZonedDateTime): string =>
  later.toPlainDate().equals(typed.toPlainDate()) ? "" : ` on ${later.toPlainDate()}`;

const shownTwice = (typed: Temporal.PlainDateTime, zone: string, twice: readonly string[]): LocalTime => ({
  ok: false,
  twice,
  sentence: `${clock(typed)} comes twice on that day in ${zone}: the clocks go back. Choose which one you mean.`,
});

const clock = (time: Temporal.PlainDateTime) => time.toPlainTime().toString({ smallestUnit: "minute" });

/** That zone if this machine knows it, else the other: a zone that came past the forms breaks no page. */
export const zoneOr = (zone: string | null | undefined, other: string): string => (zone && isZone(zone) ? zone : other);

/** The names of the time zones that this machine knows, UTC first. */
export const zoneNames = (): readonly string[] => ["UTC", ...Intl.supportedValuesOf("timeZone").filter(notUtc)];
const notUtc = (zone: string) => zone !== "UTC";
