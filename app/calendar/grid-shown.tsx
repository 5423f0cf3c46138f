import { Empty } from "@/components/basics/empty";
import { Agenda } from "./agenda";
import type { CalendarState } from "./calendar-path";
import { daysShown } from "./days-shown";
import type { LoadedCalendar } from "./load";
import { Month } from "./month";
import { Week } from "./week";

type Props = LoadedCalendar & {
  pathTo: (but: Partial<CalendarState>) => string;
  /** The path for scheduling on a day; null where nothing waits for a window. */
  schedulePath: ((date: string) => string) | null;
};

export function GridShown({ pathTo, schedulePath, ...loaded }: Props) {
  const { state, period, calendar, mayMove } = loaded;
  const shared = {
    days: daysShown(loaded),
    world: { zone: state.zone, now: calendar.now, mayMove },
    title: period.title,
    dayPath: (date: string) => pathTo({ view: "agenda", date, oneDay: true }),
  };
  return (
    <div className="min-w-0 print:overflow-hidden">
      {state.view === "month" ? <Month {...shared} schedulePath={schedulePath} /> : null}
      {state.view === "week" ? <Week {...shared} schedulePath={schedulePath} /> : null}
      {state.view === "agenda" ? <Agenda {...shared} /> : null}
      {calendar.items.length === 0 ? (
        <div className={state.view === "agenda" ? "" : "mt-3"}>
          <Empty>No changes in this period.</Empty>
        </div>
      ) : null}
    </div>
  );
}
