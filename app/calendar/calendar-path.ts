import { type CalendarFilter, parseCalendarFilter } from "@/lib/calendar/calendar-filter";
import { type CalendarView, calendarViews, isCalendarDate, isCalendarTime, systemDays } from "@/lib/calendar/period";
import { dateInZone } from "@/lib/time/date-in-zone";
import { isTimeZone } from "@/lib/time/local-time";

/** The state in a calendar's address. */
export type CalendarState = {
  readonly view: CalendarView;
  readonly date: string;
  readonly zone: string;
  readonly filter: CalendarFilter;
  /** How many days an agenda or the rows of systems cover, where it is not the usual number. */
  readonly days?: number;
  /** The page of the rows of systems, from 1. */
  readonly page?: number;
  /** On a phone: whether the days before today are shown too. */
  readonly past?: boolean;
  /** Whether imported records are shown too. */
  readonly imported?: true | undefined;
  /** The local time to schedule at, `YYYY-MM-DDTHH:MM`, and the id of the waiting change. */
  readonly at?: string;
  readonly waiting?: number;
};

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Ignores what it does not understand. */
export function calendarState(query: SearchParams, defaults: { zone: string; now: string }): CalendarState {
  const param = (name: string) => [query[name]].flat()[0] ?? "";
  const zone = isTimeZone(param("zone")) ? param("zone") : defaults.zone;
  const view = calendarViews.find((one) => one === param("view")) ?? "month";
  const days = dayCounts[view]?.find((count) => String(count) === param("days"));
  const waiting = /^CHG-(\d{1,15})$/.exec(param("for"))?.[1];
  return {
    view,
    date: isCalendarDate(param("date")) ? param("date") : dateInZone(defaults.now, zone),
    zone,
    filter: parseCalendarFilter(query),
    ...(isCalendarTime(param("at")) && { at: param("at") }),
    ...(days && { days }),
    ...(view === "systems" && /^[1-9]\d{0,3}$/.test(param("page")) && { page: Number(param("page")) }),
    ...(param("past") === "1" && { past: true }),
    ...(param("imported") === "1" && { imported: true }),
    ...(waiting && { waiting: Number(waiting) }),
  };
}

const dayCounts: { readonly [V in CalendarView]?: readonly number[] } = { agenda: [1], systems: systemDays };

/** The zone is left out where it is the reader's own, the date where it says nothing. */
export function calendarPath(
  { view, date, zone, filter, days, page, past, imported, at, waiting }: CalendarState,
  ownZone: string,
): string {
  const query = new URLSearchParams({ view, ...(view !== "tonight" && { date }), ...(zone !== ownZone && { zone }) });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  if (days && dayCounts[view]?.includes(days)) query.set("days", String(days));
  if (page && page > 1 && view === "systems") query.set("page", String(page));
  if (past) query.set("past", "1");
  if (imported) query.set("imported", "1");
  if (at) query.set("at", at);
  if (waiting) query.set("for", `CHG-${waiting}`);
  return `/calendar?${query}`;
}
