import { Temporal } from "temporal-polyfill";

/** "22:00" of a minute of the day; the end of the day is 24:00. */
export const formatMinuteOfDay = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const months = "January February March April May June July August September October November December".split(" ");

const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

const abbreviate = (name: string) => name.slice(0, 3);

export const monthLabel = (day: Temporal.PlainDate) => `${months[day.month - 1]} ${day.year}`;

const formatDayAndMonth = (day: Temporal.PlainDate) => `${day.day} ${abbreviate(months[day.month - 1] ?? "")}`;

export const dateRangeLabel = (first: Temporal.PlainDate, last: Temporal.PlainDate) =>
  `${formatDayAndMonth(first)}${first.year === last.year ? "" : ` ${first.year}`} to ${formatDayAndMonth(last)} ${last.year}`;

/** A date in the words of the calendar. */
export function dayLabels(date: string) {
  const day = Temporal.PlainDate.from(date);
  const weekday = weekdays[day.dayOfWeek - 1] ?? "";
  return {
    weekday,
    day: day.day,
    month: date.slice(0, 7),
    short: `${abbreviate(weekday)} ${formatDayAndMonth(day)}`,
    long: `${weekday}, ${formatDayAndMonth(day)} ${day.year}`,
  };
}
