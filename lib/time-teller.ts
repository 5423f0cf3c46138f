import { tellInstant } from "./time";

/** Tells an ISO instant as its zone's clocks showed it: "3 Mar 2026, 10:02"; with its zone's name where they showed it twice. */
export type Teller = (at: string) => string;

const hour = 3_600_000;
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** For pages that tell thousands of times in one zone, which they name once: makes its formatter once. */
export function tellerIn(zone: string): Teller {
  // Swedish writes dates as ISO does.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (at) => {
    const instant = Date.parse(at);
    const [shown, before, after] = [instant, instant - hour, instant + hour].map((each) => format.format(each));
    return shown === before || shown === after ? tellInstant(at, zone).here : inWords(shown ?? "");
  };
}

function inWords(shown: string): string {
  const [year, month, day] = shown.slice(0, 10).split("-").map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}, ${shown.slice(11)}`;
}
