import { Temporal } from "temporal-polyfill";

/** A zone's offset from UTC at an instant, in milliseconds, and the zone's English abbreviation then. */
type ZoneOffset = { readonly offsetMs: number; readonly abbreviation: string };

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;
const maxCached = 20_000;
const offsetCache = new Map<string, ZoneOffset | null>();

/** The offset of `zone` at `ms` since 1970. Looked up once a day, and each time on days on which it changes. */
export const zoneOffsetAt = (ms: number, zone: string): ZoneOffset =>
  zoneOffsetOfDay(ms, zone) ?? lookUpOffset(ms, zone);

/** The offset of `zone` at `ms` since 1970 as forms and pages write it: "+02:00". */
export const offsetText = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offset;

/** The offset of `zone` from an hour before to an hour after the UTC day of `ms`; null where it changes in that time. */
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

/** The offset where it is the same an hour before and an hour after the UTC day, else null. */
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

// Creating a formatter takes longer than using it a hundred times.
const nameFormats = new Map<string, Intl.DateTimeFormat>();
const nameFormat = (timeZone: string) => new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" });
