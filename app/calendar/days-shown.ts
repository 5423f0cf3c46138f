import { dayOf, segmentsOf } from "@/lib/calendar/grid";
import { dateIn } from "@/lib/time/dates";
import type { LoadedCalendar } from "./load";
import { type DayShown, shownOf } from "./shown";

/** The days of a period, each with what lies on it. */
export function daysShown({ state, period, calendar }: LoadedCalendar): readonly DayShown[] {
  const { view, zone, date: chosen } = state;
  const { now, items, freezes, counts } = calendar;
  const today = dateIn(now, zone);
  const segments = segmentsOf(shownOf(freezes, items), period, zone);
  return period.days.map((date, place) => {
    // What goes on from the day before is told once where days are told one after another.
    const own = (segments[place] ?? []).filter(({ before }) => view !== "agenda" || place === 0 || !before);
    const begin = own.filter(({ item, before }) => item.kind === "item" && (!before || place === 0)).length;
    return {
      date,
      segments: own,
      ...dayOf(period, place, zone),
      more: Math.max(0, (counts[date] ?? 0) - begin),
      isToday: date === today,
      isOutside: view === "month" && !date.startsWith(chosen.slice(0, 7)),
    };
  });
}
