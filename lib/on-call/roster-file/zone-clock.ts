import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import { zoneOffsetAt } from "@/lib/time/zone-offset";

/** The clocks of a zone: what they show, as if it were UTC, and the instant; both in milliseconds since 1970. */
export type ZoneClock = {
  readonly toInstant: (shown: number) => number;
  readonly toLocal: (instant: number) => number;
};

export const utcClock: ZoneClock = { toInstant: (shown) => shown, toLocal: (instant) => instant };

const msPerDay = 24 * 3_600_000;

/** The clocks of a zone that the machine knows; what they skip or show twice is read as RFC 5545 3.3.5 does. */
export const zoneClockOf = (zone: string): ZoneClock => ({
  toInstant: (shown) => {
    const offsetBefore = zoneOffsetAt(shown - msPerDay, zone).offsetMs;
    // Asking for a time of day takes a hundred times longer than where the clocks stay as they are.
    return offsetBefore === zoneOffsetAt(shown + msPerDay, zone).offsetMs
      ? shown - offsetBefore
      : resolveLocalTime(shown, zone);
  },
  toLocal: (instant) => instant + zoneOffsetAt(instant, zone).offsetMs,
});

const resolveLocalTime = (shown: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(shown)
    .toZonedDateTimeISO("UTC")
    .toPlainDateTime()
    .toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;

/** The clocks of a zone that a file describes (VTIMEZONE). */
export function zoneClockFromFile(component: ICAL.Component): ZoneClock {
  const zone = new ICAL.Timezone(component);
  const instant = (shown: number) => shown - zone.utcOffset(icalTimeAt(shown)) * 1000;
  return {
    toInstant: instant,
    toLocal: (at) => {
      const estimate = at + zone.utcOffset(icalTimeAt(at)) * 1000;
      const offset = estimate - instant(estimate);
      return instant(at + offset) === at ? at + offset : estimate;
    },
  };
}

const icalTimeAt = (shown: number): ICAL.Time => {
  const at = new Date(shown);
  return ICAL.Time.fromData({
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    isDate: false,
  });
};
