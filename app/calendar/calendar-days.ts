import { dayLength, segmentsOf } from "@/lib/calendar/day-grid";
import { dateInZone } from "@/lib/time/date-in-zone";
import { type CalendarDay, dayItems } from "./calendar-day";
import type { LoadedCalendar } from "./load";

export function calendarDays({ state, period, calendar }: LoadedCalendar): readonly CalendarDay[] {
  const { view, zone, date: chosen } = state;
  const { now, items, freezes, counts } = calendar;
  const today = dateInZone(now, zone);
  const segments = segmentsOf(dayItems(freezes, items), period, zone);
  return period.days.map((date, index) => {
    // The agenda lists days one after another, so that a window which continues is listed once.
    const own = (segments[index] ?? []).filter(({ startsBefore }) => view !== "agenda" || index === 0 || !startsBefore);
    const beginningHere = own.filter(
      ({ item, startsBefore }) => item.kind === "item" && (!startsBefore || index === 0),
    ).length;
    return {
      date,
      segments: own,
      ...dayLength(period, index, zone),
      hiddenCount: Math.max(0, (counts[date] ?? 0) - beginningHere),
      isToday: date === today,
      isOutsideMonth: view === "month" && !date.startsWith(chosen.slice(0, 7)),
    };
  });
}
