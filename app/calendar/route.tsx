import { document } from "@/app/_document/document";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import { dateInZone } from "@/lib/time/date-in-zone";
import { CalendarGrid } from "./calendar-grid";
import { type CalendarState, calendarPath } from "./calendar-path";
import { Filters } from "./filters";
import { type LoadedCalendar, loadCalendar } from "./load";
import { Moves } from "./moves";
import { tonightSentence } from "./tonight-sentence";
import { Toolbar } from "./toolbar";
import { WaitingChanges } from "./waiting-changes";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Calendar", load: loadCalendar, render: CalendarPage });

function CalendarPage(loaded: LoadedCalendar) {
  const { state, ownZone, period, calendar, formOptions, maySchedule } = loaded;
  const { zone, view } = state;
  const { now, waiting, waitingCount } = calendar;
  const pathTo = (but: Partial<CalendarState>) =>
    calendarPath({ ...state, at: undefined, waiting: undefined, ...but }, ownZone);
  const schedulePath =
    maySchedule && waiting.length > 0 ? (date: string) => `${pathTo({ at: `${date}T22:00` })}#waiting` : null;
  return (
    <Main className="calendar" data-view={view} data-zone={zone}>
      <PageHeader
        title={period.title}
        above={<p className="text-muted">Calendar, times in {zone}</p>}
        intro={view === "tonight" ? tonightSentence(calendar, period, zone) : null}
      />
      <Toolbar {...{ state, period, pathTo, waitingCount }} today={dateInZone(now, zone)} />
      <Filters
        state={state}
        ownZone={ownZone}
        choices={calendar}
        clear={pathTo({ filter: {}, zone: ownZone, imported: undefined })}
      />
      <div role="status" aria-live="polite" data-calendar-done="" />
      <div role="alert" data-calendar-not="" />
      <Moves {...{ calendar, zone }} />
      <live-calendar class="block" data-schedule-path={schedulePath ? pathTo({ at: "AT" }) : undefined}>
        <div className="grid items-start gap-6 2xl:grid-cols-[minmax(0,1fr)_19rem] print:block">
          <CalendarGrid {...loaded} pathTo={pathTo} schedulePath={schedulePath} />
          <WaitingChanges
            {...{ waiting, now, zone, formOptions, maySchedule }}
            count={waitingCount}
            step="schedule"
            at={state.at}
            chosenId={state.waiting}
            pathAt={(id, at) => `${pathTo({ waiting: id, at })}#waiting`}
          />
        </div>
      </live-calendar>
    </Main>
  );
}
