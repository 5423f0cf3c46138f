import { dateInZone } from "@/lib/time/date-in-zone";
import { toDateTimeLocal } from "@/lib/time/format";
import type { Segment } from "./day-grid";
import { dayLabels } from "./day-labels";

type Timed = { readonly starts: string; readonly ends: string };
type Options = {
  readonly zone: string;
  /** It has no end yet: the segment ends at the present only because it is drawn up to there. */
  readonly isRunning?: boolean;
};

/**
 * When a segment is, as people say it beside its day: "20:00 to 23:30", "22:00 to 02:00 on Tue 1 Dec", "since 22:14 on Sun 29 Nov,
 * still running".
 */
export function segmentHours(
  { item, startsBefore, endsAfter, fromClock, toClock }: Segment<Timed>,
  { zone, isRunning = false }: Options,
): string {
  const from = startsBefore ? onItsDay(item.starts, zone) : fromClock;
  if (isRunning) return `since ${from}, still running`;
  return `${from} to ${endsAfter ? onItsDay(item.ends, zone) : toClock}`;
}

const onItsDay = (instant: string, zone: string): string =>
  `${toDateTimeLocal(instant, zone).slice(11)} on ${dayLabels(dateInZone(instant, zone)).short}`;
