import { type CalendarFilter, calendarFilter } from "@/lib/calendar/filter";
import { type CalendarView, calendarViews, isCalendarDate } from "@/lib/calendar/period";
import { dateIn } from "@/lib/time/dates";
import { isZone } from "@/lib/time/local-time";

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

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Ignores what it does not understand. */
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
