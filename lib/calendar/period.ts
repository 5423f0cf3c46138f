import { Temporal } from "temporal-polyfill";
import { tonightOf } from "@/lib/changes/finding/quick-filters";
import { startOfWeek, type WeekStart } from "@/lib/time/week";
import { dateRangeLabel, dayLabels, monthLabel } from "./day-labels";

export const calendarViews = ["tonight", "month", "week", "agenda", "systems"] as const;

export type CalendarView = (typeof calendarViews)[number];

/** Where it is said what happens tonight, from every page. */
export const tonightPath = "/calendar?view=tonight";

/** How many days the rows of systems cover. */
export const systemDays = [1, 3, 7, 14] as const;

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

type PeriodOptions = {
  readonly zone: string;
  readonly weekStart: WeekStart;
  /** The days of an agenda or of the rows of systems; each view has a number of its own without it. */
  readonly dayCount?: number;
  /** By the product's clock, ISO in UTC. */
  readonly now: string;
};

const defaultDays = { agenda: 14, systems: 7 } as const;

/** The period of `view` around `date`; of tonight, whatever the date. */
export function periodOf(view: CalendarView, date: string, { zone, weekStart, dayCount, now }: PeriodOptions): Period {
  if (view === "tonight") return tonightPeriod(now, zone);
  const day = Temporal.PlainDate.from(date);
  const count = view === "month" || view === "week" ? 7 : (dayCount ?? defaultDays[view]);
  const first = firstDayOf(view, day, count, weekStart);
  const days = daysFrom(first, view === "month" ? weeksOf(day, first) * 7 : count);
  const bounds = [...days, first.add({ days: days.length })].map(
    (each) => each.toZonedDateTime(zone).epochMilliseconds,
  );
  const step = view === "month" ? { months: 1 } : { days: count };
  return {
    view,
    date,
    days: days.map(String),
    ...instantsOf(bounds),
    title: view === "month" ? monthLabel(day) : count === 1 ? dayLabels(date).long : rangeLabel(days),
    previous: (view === "month" ? day.with({ day: 1 }) : day).subtract(step).toString(),
    next: (view === "month" ? day.with({ day: 1 }) : day).add(step).toString(),
  };
}

/** Today and the night after it: the second day ends in the morning. */
function tonightPeriod(now: string, zone: string): Period {
  const { from, to } = tonightOf(now, zone);
  const today = Temporal.Instant.from(from).toZonedDateTimeISO(zone).toPlainDate();
  const days = daysFrom(today, 2);
  const midnight = days[1]?.toZonedDateTime(zone).epochMilliseconds ?? 0;
  return {
    view: "tonight",
    date: today.toString(),
    days: days.map(String),
    ...instantsOf([Date.parse(from), midnight, Date.parse(to)]),
    title: "Tonight",
    previous: today.subtract({ days: 1 }).toString(),
    next: today.add({ days: 1 }).toString(),
  };
}

const instantsOf = (bounds: readonly number[]) => ({
  bounds,
  from: new Date(bounds[0] ?? 0).toISOString(),
  to: new Date(bounds.at(-1) ?? 0).toISOString(),
});

const daysFrom = (first: Temporal.PlainDate, count: number) =>
  Array.from({ length: count }, (_, index) => first.add({ days: index }));

const rangeLabel = (days: readonly Temporal.PlainDate[]): string => {
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? dateRangeLabel(first, last) : "";
};

function firstDayOf(view: CalendarView, day: Temporal.PlainDate, count: number, weekStart: WeekStart) {
  if (view === "month") return startOfWeek(day.with({ day: 1 }), weekStart);
  return view === "week" || (view === "systems" && count === 7) ? startOfWeek(day, weekStart) : day;
}

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

/** Whether `text` is a local time, `YYYY-MM-DDTHH:MM`, on such a date: what an address says at which to schedule. */
export const isCalendarTime = (text: string): boolean =>
  /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(text) && isCalendarDate(text.slice(0, 10));
