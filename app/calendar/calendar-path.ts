import { type CalendarFilter, parseCalendarFilter } from "@/lib/calendar/calendar-filter";
import { type CalendarView, calendarViews, isCalendarDate } from "@/lib/calendar/period";
import { dateInZone } from "@/lib/time/date-in-zone";
import { isTimeZone } from "@/lib/time/local-time";

/** The state in a calendar's address. */
export type CalendarState = {
  readonly view: CalendarView;
  readonly date: string;
  readonly zone: string;
  readonly filter: CalendarFilter;
  /** Whether the agenda covers one day only. */
  readonly oneDay?: boolean;
  /** The local time to schedule at, `YYYY-MM-DDTHH:MM`, and the id of the waiting change. */
  readonly at?: string;
  readonly waiting?: number;
};

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Ignores what it does not understand. */
export function calendarState(query: SearchParams, defaults: { zone: string; now: string }): CalendarState {
  const param = (name: string) => [query[name]].flat()[0] ?? "";
  const zone = isTimeZone(param("zone")) ? param("zone") : defaults.zone;
  const waiting = /^CHG-(\d{1,15})$/.exec(param("for"))?.[1];
  return {
    view: calendarViews.find((view) => view === param("view")) ?? "month",
    date: isCalendarDate(param("date")) ? param("date") : dateInZone(defaults.now, zone),
    zone,
    filter: parseCalendarFilter(query),
    ...(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(param("at")) &&
      isCalendarDate(param("at").slice(0, 10)) && { at: param("at") }),
    ...(param("days") === "1" && { oneDay: true }),
    ...(waiting && { waiting: Number(waiting) }),
  };
}

/** The zone is left out where it is the reader's own. */
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
