// Counted in the browser too: nothing here asks for more than arithmetic.
import { formatSeconds, secondsBetween } from "./exact-time";

/** How far it is to `due` or past it (ISO instants in UTC): "in 23 h 59 min", "now", "40 min ago". On the second is in time. */
export function formatCountdown(now: string, due: string): { readonly isPast: boolean; readonly text: string } {
  const secondsLeft = secondsBetween(now, due);
  if (secondsLeft > 0) return { isPast: false, text: `in ${formatSeconds(secondsLeft)}` };
  const secondsPast = secondsBetween(due, now);
  return secondsPast > 0
    ? { isPast: true, text: `${formatSeconds(secondsPast)} ago` }
    : { isPast: now > due, text: "now" };
}
