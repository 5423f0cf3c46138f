import { Temporal } from "temporal-polyfill";

/** What a zone's clocks are at an instant: milliseconds ahead of UTC, and the zone's short name in English. */
type ZoneClock = { readonly offset: number; readonly name: string };

const hour = 3_600_000;
const day = 24 * hour;
const mostKept = 20_000;
const kept = new Map<string, ZoneClock | null>();

/** The clocks of `zone` at `ms` since 1970; asked of the zone once a day, and each time on days on which they change. */
export const zoneClock = (ms: number, zone: string): ZoneClock => clockOfDay(ms, zone) ?? asked(ms, zone);

/** The clocks of `zone` on the day of `ms` in UTC and an hour around it, asked once a day; null where they change meanwhile. */
export function clockOfDay(ms: number, zone: string): ZoneClock | null {
  const start = Math.floor(ms / day) * day;
  const key = `${zone} ${start}`;
  let known = kept.get(key);
  if (known === undefined) {
    if (kept.size >= mostKept) kept.clear();
    known = allDay(start, zone);
    kept.set(key, known);
  }
  return known;
}

/** The same clocks at an hour before the day in UTC and at an hour after it, else null. */
function allDay(start: number, zone: string): ZoneClock | null {
  const [first, last] = [asked(start - hour, zone), asked(start + day + hour, zone)];
  return first.offset === last.offset && first.name === last.name ? first : null;
}

function asked(ms: number, zone: string): ZoneClock {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return { offset: at.offsetNanoseconds / 1e6, name: nameOf(ms, at.timeZoneId) };
}

/** "CET", or "GMT-5" where English has no short name. */
function nameOf(ms: number, zone: string): string {
  const format = named.get(zone) ?? nameFormat(zone);
  named.set(zone, format);
  return format.formatToParts(ms).find((part) => part.type === "timeZoneName")?.value ?? zone;
}

// Making one takes longer than using it a hundred times.
const named = new Map<string, Intl.DateTimeFormat>();
const nameFormat = (timeZone: string) => new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" });
