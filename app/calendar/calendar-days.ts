import { maxImportedInCalendar } from "@/db/imports/read-imported-in-calendar";
import { dayLength, segmentsOf } from "@/lib/calendar/day-grid";
import { dateInZone } from "@/lib/time/date-in-zone";
import { type CalendarDay, dayItems } from "./calendar-day";
import type { LoadedCalendar } from "./load";

export function calendarDays({ state, period, calendar, imported }: LoadedCalendar): readonly CalendarDay[] {
  const { view, zone, date: chosen, past } = state;
  const { now, items, freezes, counts } = calendar;
  const today = dateInZone(now, zone);
  const segments = segmentsOf(dayItems(freezes, items, imported.slice(0, maxImportedInCalendar)), period, zone);
  return period.days.map((date, index) => {
    // A list has its days one after another, so that a window which continues is listed once.
    const isList = view === "agenda" || view === "tonight";
    const own = (segments[index] ?? []).filter(({ startsBefore }) => !isList || index === 0 || !startsBefore);
    const beginningHere = own.filter(
      ({ item, startsBefore }) => item.kind === "item" && (!startsBefore || index === 0),
    ).length;
    const isToday = date === today;
    return {
      date,
      segments: own,
      ...dayLength(period, index, zone),
      hiddenCount: Math.max(0, (counts[date] ?? 0) - beginningHere),
      isToday,
      nowMinute: isToday ? Math.floor((Date.parse(now) - (period.bounds[index] ?? 0)) / 60_000) : null,
      isHiddenOnPhone: (own.length === 0 && !isToday) || (!past && hasEarlierDays(period, today) && date < today),
      isOutsideMonth: view === "month" && !date.startsWith(chosen.slice(0, 7)),
    };
  });
}

/** Whether the period has days before today, which a phone leaves out until it is asked for them. */
export const hasEarlierDays = ({ days }: LoadedCalendar["period"], today: string): boolean =>
  days.includes(today) && days[0] !== today;
