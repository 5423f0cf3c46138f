import type { Calendar } from "@/db/calendar/read-calendar";
import type { Period } from "@/lib/calendar/period";
import { isReserving } from "@/lib/rules/record";
import { formatDateTime, formatTimeOfDay } from "@/lib/time/format";

/** How many windows are still kept: the number that the front page says, and until when the night lasts. */
export function tonightSentence({ items, now }: Calendar, { to }: Period, zone: string): string {
  const count = items.filter(({ windowStart, status }) => windowStart !== null && isReserving(status)).length;
  return `${count} ${count === 1 ? "window" : "windows"} until ${formatDateTime(to, zone)}. It is ${formatTimeOfDay(now, zone)}.`;
}
