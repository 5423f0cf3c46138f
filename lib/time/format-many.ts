import { tellInstant } from "./format";

/** Tells an ISO instant in UTC as its zone's clocks showed it: "3 Mar 2026, 10:02"; with the zone's name where they showed it twice. */
export type Teller = (at: string) => string;

const hour = 3_600_000;
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** For pages that tell thousands of times in one zone, which they name once: asks for its offset once a day. */
export function tellerIn(zone: string): Teller {
  // Swedish writes dates as ISO does.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const offsets = new Map<string, number | null>();
  return (at) => {
    const offset = offsetOn(at.slice(0, 10));
    return offset === null ? onChangingDay(at) : inWords(Date.parse(at) + offset);
  };

  /** The offset of a day in UTC and an hour around it; null where it changes meanwhile. */
  function offsetOn(day: string): number | null {
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const [first, last] = [offsetAt(Date.parse(day) - hour), offsetAt(Date.parse(day) + 25 * hour)];
    offsets.set(day, first === last ? first : null);
    return first === last ? first : null;
  }

  function onChangingDay(at: string): string {
    const instant = Date.parse(at);
    const [shown, before, after] = [instant, instant - hour, instant + hour].map((each) => format.format(each));
    return shown === before || shown === after ? tellInstant(at, zone).here : inWords(instant + offsetAt(instant));
  }

  function offsetAt(instant: number): number {
    return Date.parse(`${format.format(instant).replace(" ", "T")}:00Z`) - Math.floor(instant / 60_000) * 60_000;
  }
}

/** Milliseconds of a clock's own time in words. */
function inWords(local: number): string {
  const shown = new Date(local).toISOString();
  return `${Number(shown.slice(8, 10))} ${months[Number(shown.slice(5, 7)) - 1]} ${shown.slice(0, 4)}, ${shown.slice(11, 16)}`;
}
