import { Temporal } from "temporal-polyfill";
import { startOfWeek, type WeekStart } from "@/lib/time/week";

/** The lists that a number of the front page and a chip of the list lead to; `mine` and `tonight` depend on the reader and their zone. */
export const quickFilters = ["overdue", "mine", "running", "tonight", "week"] as const;
export type QuickFilter = (typeof quickFilters)[number];

export const quickFilterLabels: Readonly<Record<QuickFilter, string>> = {
  overdue: "Overdue",
  mine: "Yours",
  running: "Running",
  tonight: "Tonight",
  week: "This week",
};

/** Half-open, ISO instants in UTC. */
type Period = { readonly from: string; readonly to: string };

/** The hour at which a night ends: work that begins later belongs to the day. */
const nightEndHour = 8;

/** Today and the night after it, as a clock in `zone` shows them at `now`; before the morning, last night too. */
export function tonightOf(now: string, zone: string): Period {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).startOfDay();
  const morning = today.add({ days: 1 }).withPlainTime({ hour: nightEndHour });
  return { from: toIso(today), to: toIso(morning) };
}

/** The seven days of the week of `now`, in `zone`, in weeks that begin on `weekStart`. */
export function weekOf(now: string, zone: string, weekStart: WeekStart): Period {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).startOfDay();
  const first = startOfWeek(today, weekStart).startOfDay();
  return { from: toIso(first), to: toIso(first.add({ days: 7 }).startOfDay()) };
}

const toIso = (at: Temporal.ZonedDateTime): string => at.toInstant().toString();
