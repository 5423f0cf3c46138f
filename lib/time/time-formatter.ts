import { formatInstant, formatLocalTime } from "./format";
import { zoneOffsetAt, zoneOffsetOfDay } from "./zone-offset";

/** Tells an ISO instant in UTC as its zone's clocks showed it: "3 Mar 2026, 10:02"; with the zone's name where they showed it twice. */
export type TimeFormatter = (at: string) => string;

const msPerHour = 3_600_000;

/** For pages with thousands of times in one zone: looks the offset up once a day. */
export function timeFormatterFor(zone: string): TimeFormatter {
  // Swedish writes dates as ISO does.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (at) => {
    const zoneOffset = zoneOffsetOfDay(Date.parse(at), zone);
    return zoneOffset === null ? formatOnTransitionDay(at) : formatLocalTime(Date.parse(at) + zoneOffset.offsetMs);
  };

  function formatOnTransitionDay(at: string): string {
    const instant = Date.parse(at);
    const [shown, before, after] = [instant, instant - msPerHour, instant + msPerHour].map((each) =>
      format.format(each),
    );
    const isAmbiguous = shown === before || shown === after;
    return isAmbiguous
      ? formatInstant(at, zone).local
      : formatLocalTime(instant + zoneOffsetAt(instant, zone).offsetMs);
  }
}
