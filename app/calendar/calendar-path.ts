import { type CalendarFilter, calendarFilter } from "@/lib/calendar/filter";
import { type CalendarView, calendarViews, isCalendarDate } from "@/lib/calendar/period";
import { dateIn } from "@/lib/time/dates";
import { isZone } from "@/lib/time/local-time";

/** What a calendar's address says. */
export type CalendarState = {
  readonly view: CalendarView;
  readonly date: string;
  readonly zone: string;
  readonly filter: CalendarFilter;
  /** Whether the agenda is of one day alone. */
  readonly oneDay?: boolean;
  /** A local time, `YYYY-MM-DDTHH:MM`, at which something is to be scheduled, and which waiting change (its id). */
  readonly at?: string;
  readonly waiting?: number;
};

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** The state that an address names; what it does not understand there, it leaves out. */
export function calendarState(query: Query, usual: { zone: string; now: string }): CalendarState {
  const word = (name: string) => [query[name]].flat()[0] ?? "";
  const zone = isZone(word("zone")) ? word("zone") : usual.zone;
  const waiting = /^CHG-(\d{1,15})$/.exec(word("for"))?.[1];
  return {
    view: calendarViews.find((view) => view === word("view")) ?? "month",
    date: isCalendarDate(word("date")) ? word("date") : dateIn(usual.now, zone),
    zone,
    filter: calendarFilter(query),
    ...(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(word("at")) &&
      isCalendarDate(word("at").slice(0, 10)) && { at: word("at") }),
    ...(word("days") === "1" && { oneDay: true }),
    ...(waiting && { waiting: Number(waiting) }),
  };
}

/** The address of the calendar in that state; the zone stands in it only where it is not the reader's own. */
export function calendarPath(
  { view, date, zone, filter, oneDay, at, waiting }: CalendarState,
  ownZone: string,
): string {
  const query = new URLSearchParams({ view, date, ...(zone !== ownZone && { zone }) });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  if (oneDay && view === "agenda") query.set("days", "1");
  if (at) query.set("at", at);
  if (waiting) query.set("for", `CHG-${waiting}`);
  return `/calendar?${query}`;
}
