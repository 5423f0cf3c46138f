import { Temporal } from "temporal-polyfill";
import { dateRangeLabel, dayLabels, monthLabel } from "./day-labels";

export const calendarViews = ["month", "week", "agenda"] as const;

export type CalendarView = (typeof calendarViews)[number];

/** The days that a view of the calendar shows, as dates in its zone and as half-open instants. */
export type Period = {
  readonly view: CalendarView;
  /** The day that was asked for, `YYYY-MM-DD`. */
  readonly date: string;
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
  /** When each day begins, and when the last one ends: milliseconds since 1970. */
  readonly bounds: readonly number[];
  readonly title: string;
  readonly previous: string;
  readonly next: string;
};

/** An agenda covers so many days unless it is of one day. */
const defaultAgendaDays = 14;

/** The period of `view` around `date` in `zone`; weeks begin on `firstDay` (1 is Monday, 7 is Sunday). */
export function periodOf(
  view: CalendarView,
  date: string,
  zone: string,
  firstDay: number,
  agendaDays = defaultAgendaDays,
): Period {
  const day = Temporal.PlainDate.from(date);
  const first = view === "month" ? startOfWeek(day.with({ day: 1 }), firstDay) : startOf(view, day, firstDay);
  const count = view === "month" ? weeksOf(day, first) * 7 : view === "week" ? 7 : agendaDays;
  const days = Array.from({ length: count }, (_, index) => first.add({ days: index }));
  const bounds = [...days, first.add({ days: count })].map((each) => each.toZonedDateTime(zone).epochMilliseconds);
  const step = view === "month" ? { months: 1 } : { days: count };
  return {
    view,
    date,
    days: days.map(String),
    from: new Date(bounds[0] ?? 0).toISOString(),
    to: new Date(bounds[count] ?? 0).toISOString(),
    bounds,
    title:
      view === "month"
        ? monthLabel(day)
        : count === 1
          ? dayLabels(date).long
          : dateRangeLabel(first, first.add({ days: count - 1 })),
    previous: (view === "month" ? day.with({ day: 1 }) : day).subtract(step).toString(),
    next: (view === "month" ? day.with({ day: 1 }) : day).add(step).toString(),
  };
}

const startOf = (view: CalendarView, day: Temporal.PlainDate, firstDay: number) =>
  view === "week" ? startOfWeek(day, firstDay) : day;

const startOfWeek = (day: Temporal.PlainDate, firstDay: number) =>
  day.subtract({ days: (day.dayOfWeek - firstDay + 7) % 7 });

const weeksOf = (day: Temporal.PlainDate, first: Temporal.PlainDate) =>
  Math.ceil(first.until(day.with({ day: day.daysInMonth })).days / 7 + 1 / 7);

/** Whether `word` is a date that a calendar can show, with the weeks around it: of those whose instants Postgres knows. */
export function isCalendarDate(text: string): boolean {
  try {
    const { year } = Temporal.PlainDate.from(text);
    return /^\d{4}-\d\d-\d\d$/.test(text) && year >= 1970 && year < 9999;
  } catch {
    return false;
  }
}

/** On which day the weeks of a reader begin who prefers `languages` (an Accept-Language header): 1 is Monday. */
export function firstDayOfWeekFor(languages: string): number {
  const language = languages.split(",")[0]?.split(";")[0]?.trim() ?? "";
  try {
    const locale: { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } } = new Intl.Locale(
      language,
    );
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
}
