import { EmptyState } from "@/components/basics/empty-state";
import { Agenda } from "./agenda";
import { calendarDays } from "./calendar-days";
import type { CalendarState } from "./calendar-path";
import { ImportedNote } from "./imported-bar";
import { Legend } from "./legend";
import type { LoadedCalendar } from "./load";
import { Month } from "./month";
import { SystemRows } from "./system-rows";
import { Week } from "./week";

type Props = LoadedCalendar & {
  pathTo: (but: Partial<CalendarState>) => string;
  /** The path for scheduling on a day; null where nothing waits for a window. */
  schedulePath: ((date: string) => string) | null;
};

export function CalendarGrid({ pathTo, schedulePath, ...loaded }: Props) {
  const { state, period, calendar, imported, mayMove } = loaded;
  const shared = {
    days: calendarDays(loaded),
    context: { zone: state.zone, now: calendar.now, mayMove },
    title: period.title,
    dayPath: (date: string) => pathTo({ view: "agenda", date, days: 1 }),
  };
  return (
    <div className="min-w-0">
      {state.view === "month" ? <Month {...shared} schedulePath={schedulePath} /> : null}
      {state.view === "week" ? <Week {...shared} schedulePath={schedulePath} /> : null}
      {state.view === "agenda" ? <Agenda {...shared} /> : null}
      {state.view === "tonight" ? <Agenda {...shared} foldsFinished /> : null}
      {state.view === "systems" ? <SystemRows {...loaded} pathTo={pathTo} /> : null}
      {calendar.items.length === 0 && state.view !== "systems" ? (
        <div className={state.view === "agenda" || state.view === "tonight" ? "" : "mt-3"}>
          <EmptyState>
            {state.view === "tonight" ? "No windows today or tonight." : "No changes in this period."}
          </EmptyState>
        </div>
      ) : null}
      {state.view === "month" || state.view === "week" ? (
        <Legend
          items={calendar.items}
          hasFreezes={calendar.freezes.length > 0}
          hasImported={imported.length > 0}
          now={calendar.now}
        />
      ) : null}
      {state.imported ? <ImportedNote count={imported.length} view={state.view} /> : null}
    </div>
  );
}
