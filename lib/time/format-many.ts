import { inWords, tellInstant } from "./format";
import { clockOfDay, zoneClock } from "./zone-day";

/** Tells an ISO instant in UTC as its zone's clocks showed it: "3 Mar 2026, 10:02"; with the zone's name where they showed it twice. */
export type Teller = (at: string) => string;

const hour = 3_600_000;

/** For pages with thousands of times in one zone: looks the offset up once a day. */
export function tellerIn(zone: string): Teller {
  // Swedish writes dates as ISO does.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (at) => {
    const clock = clockOfDay(Date.parse(at), zone);
    return clock === null ? onChangingDay(at) : inWords(Date.parse(at) + clock.offset);
  };

  function onChangingDay(at: string): string {
    const instant = Date.parse(at);
    const [shown, before, after] = [instant, instant - hour, instant + hour].map((each) => format.format(each));
    const isTwice = shown === before || shown === after;
    return isTwice ? tellInstant(at, zone).here : inWords(instant + zoneClock(instant, zone).offset);
  }
}
