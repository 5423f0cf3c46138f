import { Temporal } from "temporal-polyfill";

/** What a zone's clocks are at an instant: milliseconds ahead of UTC, and the zone's short name in English. */
type ZoneOffset = { readonly offsetMs: number; readonly abbreviation: string };

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;
const maxCached = 20_000;
const offsetCache = new Map<string, ZoneOffset | null>();

/** The clocks of `zone` at `ms` since 1970; asked of the zone once a day, and each time on days on which they change. */
export const zoneOffsetAt = (ms: number, zone: string): ZoneOffset =>
  zoneOffsetOfDay(ms, zone) ?? lookUpOffset(ms, zone);

/** The clocks of `zone` on the day of `ms` in UTC and an hour around it, asked once a day; null where they change meanwhile. */
export function zoneOffsetOfDay(ms: number, zone: string): ZoneOffset | null {
  const start = Math.floor(ms / msPerDay) * msPerDay;
  const key = `${zone} ${start}`;
  let cached = offsetCache.get(key);
  if (cached === undefined) {
    if (offsetCache.size >= maxCached) offsetCache.clear();
    cached = uniformOffset(start, zone);
    offsetCache.set(key, cached);
  }
  return cached;
}

/** The same clocks at an hour before the day in UTC and at an hour after it, else null. */
function uniformOffset(start: number, zone: string): ZoneOffset | null {
  const [first, last] = [lookUpOffset(start - msPerHour, zone), lookUpOffset(start + msPerDay + msPerHour, zone)];
  return first.offsetMs === last.offsetMs && first.abbreviation === last.abbreviation ? first : null;
}

function lookUpOffset(ms: number, zone: string): ZoneOffset {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return { offsetMs: at.offsetNanoseconds / 1e6, abbreviation: abbreviationOf(ms, at.timeZoneId) };
}

/** "CET", or "GMT-5" where English has no short name. */
function abbreviationOf(ms: number, zone: string): string {
  const format = nameFormats.get(zone) ?? nameFormat(zone);
  nameFormats.set(zone, format);
  return format.formatToParts(ms).find((part) => part.type === "timeZoneName")?.value ?? zone;
}

// Making one takes longer than using it a hundred times.
const nameFormats = new Map<string, Intl.DateTimeFormat>();
const nameFormat = (timeZone: string) => new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" });
