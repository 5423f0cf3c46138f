import { Temporal } from "temporal-polyfill";

/** "22:00" of a minute of the day; the end of the day is 24:00. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const months = "January February March April May June July August September October November December".split(" ");

const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

const brief = (name: string) => name.slice(0, 3);

export const monthName = (day: Temporal.PlainDate) => `${months[day.month - 1]} ${day.year}`;

const dayAndMonth = (day: Temporal.PlainDate) => `${day.day} ${brief(months[day.month - 1] ?? "")}`;

export const spanName = (first: Temporal.PlainDate, last: Temporal.PlainDate) =>
  `${dayAndMonth(first)}${first.year === last.year ? "" : ` ${first.year}`} to ${dayAndMonth(last)} ${last.year}`;

/** A date in the words of the calendar. */
export function dayWords(date: string) {
  const day = Temporal.PlainDate.from(date);
  const weekday = weekdays[day.dayOfWeek - 1] ?? "";
  return {
    weekday,
    day: day.day,
    month: date.slice(0, 7),
    short: `${brief(weekday)} ${dayAndMonth(day)}`,
    long: `${weekday}, ${dayAndMonth(day)} ${day.year}`,
  };
}
