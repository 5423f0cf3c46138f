import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import { zoneClock } from "@/lib/time/zone-day";

/** The clocks of a zone: what they show, as if it were UTC, and the instant; both in milliseconds since 1970. */
export type Clocks = {
  readonly instant: (shown: number) => number;
  readonly shown: (instant: number) => number;
};

export const utcClocks: Clocks = { instant: (shown) => shown, shown: (instant) => instant };

const day = 24 * 3_600_000;

/** The clocks of a zone that the machine knows; what they skip or show twice is read as RFC 5545 3.3.5 does. */
export const clocksOf = (zone: string): Clocks => ({
  instant: (shown) => {
    const before = zoneClock(shown - day, zone).offset;
    // Asking for a time of day takes a hundred times longer than where the clocks stay as they are.
    return before === zoneClock(shown + day, zone).offset ? shown - before : exactly(shown, zone);
  },
  shown: (instant) => instant + zoneClock(instant, zone).offset,
});

const exactly = (shown: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(shown)
    .toZonedDateTimeISO("UTC")
    .toPlainDateTime()
    .toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;

/** The clocks of a zone that a file describes (VTIMEZONE). */
export function clocksDescribed(component: ICAL.Component): Clocks {
  const zone = new ICAL.Timezone(component);
  const instant = (shown: number) => shown - zone.utcOffset(timeAt(shown)) * 1000;
  return {
    instant,
    shown: (at) => {
      const near = at + zone.utcOffset(timeAt(at)) * 1000;
      const offset = near - instant(near);
      return instant(at + offset) === at ? at + offset : near;
    },
  };
}

const timeAt = (shown: number): ICAL.Time => {
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
