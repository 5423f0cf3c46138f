import { ButtonLink } from "@/components/basics/button";
import { newFeedPath } from "@/lib/calendar/feed-address";
import { calendarViews, type Period, systemDays } from "@/lib/calendar/period";
import { hasEarlierDays } from "./calendar-days";
import type { CalendarState } from "./calendar-path";

type Props = {
  state: CalendarState;
  today: string;
  period: Period;
  pathTo: (but: Partial<CalendarState>) => string;
  waitingCount: number;
};

/** Links: the address is the state. */
export function Toolbar({ state, today, period, pathTo, waitingCount }: Props) {
  const { view, days, past } = state;
  return (
    <div className="mb-2 grid gap-2 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        {view === "tonight" ? null : <TimeLinks {...{ view, days, today, period, pathTo }} />}
        <nav aria-label="View" className="flex flex-wrap gap-x-4 px-2">
          {calendarViews.map((each) => (
            <ViewLink
              key={each}
              path={pathTo({ view: each, days: undefined, page: undefined })}
              isCurrent={each === view}
            >
              {viewLabels[each]}
            </ViewLink>
          ))}
        </nav>
        {view === "systems" ? (
          <nav aria-label="Days" className="flex flex-wrap gap-x-4 px-2 text-sm">
            {systemDays.map((count) => (
              <ViewLink
                key={count}
                path={pathTo({ days: count, page: undefined })}
                isCurrent={count === period.days.length}
              >
                {dayCountLabels[count]}
              </ViewLink>
            ))}
          </nav>
        ) : null}
        <a className="link text-sm sm:ml-auto" href={newFeedPath(state.filter)}>
          Subscribe to this calendar
        </a>
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-sm empty:hidden">
        {waitingCount > 0 ? (
          <a className="link 2xl:hidden" href="#waiting">
            {waitingCount} approved, waiting for a window
          </a>
        ) : null}
        {(view === "month" || view === "week") && !past && hasEarlierDays(period, today) ? (
          <a className="link sm:hidden" href={pathTo({ past: true })}>
            Show the days before today
          </a>
        ) : null}
      </div>
    </div>
  );
}

function TimeLinks({
  view,
  days,
  today,
  period,
  pathTo,
}: Pick<CalendarState, "view" | "days"> & Omit<Props, "state" | "waitingCount">) {
  const noun = days === 1 ? "day" : periodNouns[view];
  return (
    <nav aria-label="Time" className="flex gap-1">
      <ButtonLink href={pathTo({ date: period.previous, page: undefined })} rel="prev">
        <span aria-hidden="true">‹</span>
        <span className="sr-only">Previous {noun}</span>
      </ButtonLink>
      <ButtonLink href={pathTo({ date: today, page: undefined })}>Today</ButtonLink>
      <ButtonLink href={pathTo({ date: period.next, page: undefined })} rel="next">
        <span aria-hidden="true">›</span>
        <span className="sr-only">Next {noun}</span>
      </ButtonLink>
    </nav>
  );
}

const ViewLink = ({ path, isCurrent, children }: { path: string; isCurrent: boolean; children: string }) => (
  <a
    href={path}
    aria-current={isCurrent ? "page" : undefined}
    className="border-b-2 border-transparent py-1 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
  >
    {children}
  </a>
);

const viewLabels = {
  tonight: "Tonight",
  month: "Month",
  week: "Week",
  agenda: "Agenda",
  systems: "By system",
} as const;
const dayCountLabels = { 1: "Day", 3: "3 days", 7: "Week", 14: "Fortnight" } as const;
const periodNouns = { tonight: "day", month: "month", week: "week", agenda: "two weeks", systems: "days" } as const;
