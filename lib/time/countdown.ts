// Counted in the browser too: nothing here asks for more than arithmetic.
import { secondsBetween, tellSeconds } from "./exact-time";

/** How far it is to `due` or past it (ISO instants in UTC): "in 23 h 59 min", "now", "40 min ago". On the second is in time. */
export function countdown(now: string, due: string): { readonly isPast: boolean; readonly words: string } {
  const left = secondsBetween(now, due);
  if (left > 0) return { isPast: false, words: `in ${tellSeconds(left)}` };
  const past = secondsBetween(due, now);
  return past > 0 ? { isPast: true, words: `${tellSeconds(past)} ago` } : { isPast: now > due, words: "now" };
}
