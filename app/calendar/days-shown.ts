import { dayOf, segmentsOf } from "@/lib/calendar/grid";
import { dateIn } from "@/lib/time/dates";
import type { LoadedCalendar } from "./load";
import { type DayShown, shownOf } from "./shown";

export function daysShown({ state, period, calendar }: LoadedCalendar): readonly DayShown[] {
  const { view, zone, date: chosen } = state;
  const { now, items, freezes, counts } = calendar;
  const today = dateIn(now, zone);
  const segments = segmentsOf(shownOf(freezes, items), period, zone);
  return period.days.map((date, place) => {
    // The agenda lists days one after another, so that a window which continues is listed once.
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
