import { document } from "@/app/_document/document";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { dateIn } from "@/lib/time/dates";
import { type CalendarState, calendarPath } from "./calendar-path";
import { GridShown } from "./grid-shown";
import { type LoadedCalendar, loadCalendar } from "./load";
import { Toolbar } from "./toolbar";
import { Waiting } from "./waiting";

export const dynamic = "force-dynamic";

export const GET = document({ title: "Calendar", load: loadCalendar, draw: CalendarPage });

function CalendarPage(loaded: LoadedCalendar) {
  const { state, ownZone, period, calendar, world, maySchedule } = loaded;
  const { zone, view } = state;
  const { now, waiting, waitingCount } = calendar;
  const pathTo = (but: Partial<CalendarState>) =>
    calendarPath({ ...state, at: undefined, waiting: undefined, ...but }, ownZone);
  const schedulePath =
    maySchedule && waiting.length > 0 ? (date: string) => `${pathTo({ at: `${date}T22:00` })}#waiting` : null;
  return (
    <Main className="calendar lg:max-w-[96rem] print:max-w-none" data-view={view} data-zone={zone}>
      <PageHead title={period.title} above={<p className="text-muted">Calendar, times in {zone}</p>} />
      <Toolbar state={state} ownZone={ownZone} today={dateIn(now, zone)} period={period} choices={calendar} />
      <div role="status" aria-live="polite" data-calendar-done="" />
      <div role="alert" data-calendar-not="" />
      <live-calendar class="block" data-schedule-path={schedulePath ? pathTo({ at: "AT" }) : undefined}>
        <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_19rem] print:block">
          <GridShown {...loaded} pathTo={pathTo} schedulePath={schedulePath} />
          <Waiting
            {...{ waiting, now, zone, world, maySchedule }}
            count={waitingCount}
            step="schedule"
            at={state.at}
            chosen={state.waiting}
            pathAt={(id, at) => `${pathTo({ waiting: id, at })}#waiting`}
          />
        </div>
      </live-calendar>
    </Main>
  );
}
