import type { Metadata } from "next";
import { headers } from "next/headers";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { asChoice, worldOf } from "@/app/_steps/panel/form-options";
import { asJudged } from "@/app/_steps/subject-of";
import { Empty } from "@/components/basics/empty";
import { Main } from "@/components/shell/main";
import { PageHead } from "@/components/shell/page-head";
import { readCalendar } from "@/db/calendar/read-calendar";
import { dayOf, segmentsOf } from "@/lib/calendar/grid";
import { firstDayFor, periodOf } from "@/lib/calendar/period";
import { mayPlan } from "@/lib/rules/may-make";
import { dateIn } from "@/lib/time/dates";
import { Agenda } from "./agenda";
import { type CalendarState, calendarPath, calendarState } from "./calendar-path";
import { LiveCalendar } from "./live-calendar";
import { Month } from "./month";
import { type DayShown, shownOf } from "./shown";
import { Toolbar } from "./toolbar";
import { Waiting } from "./waiting";
import { Week } from "./week";

export const metadata: Metadata = { title: "Calendar" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CalendarPage({ searchParams }: Props) {
  const query = await searchParams;
  const person = await requirePerson(`/calendar?${new URLSearchParams(flat(query))}`);
  const ownZone = zoneOf(person);
  const state = calendarState(query, { zone: ownZone, now: person.now.toISOString() });
  const { zone, view } = state;
  const period = periodOf(
    view,
    state.date,
    zone,
    firstDayFor((await headers()).get("accept-language") ?? ""),
    state.oneDay ? 1 : undefined,
  );
  const { from, to } = period;
  const calendar = await readCalendar({ from, to, zone, filter: state.filter, me: person.personId });
  const { now, items, freezes, counts } = calendar;
  const today = dateIn(now, zone);
  const days = daysOf();
  const { maySchedule, mayMove } = mayPlan(asJudged(person));
  const world = { zone, now, mayMove };
  const shared = {
    days,
    world,
    title: period.title,
    dayPath: (date: string) => pathTo({ view: "agenda", date, oneDay: true }),
  };
  const schedulePath =
    maySchedule && calendar.waiting.length > 0 ? (date: string) => `${pathTo({ at: `${date}T22:00` })}#waiting` : null;
  return (
    <Main className="calendar lg:max-w-[96rem] print:max-w-none" data-view={view} data-zone={zone}>
      <PageHead title={period.title} above={<p className="text-muted">Calendar, times in {zone}</p>} />
      <Toolbar state={state} ownZone={ownZone} today={today} period={period} choices={calendar} />
      <LiveCalendar schedulePath={schedulePath ? pathTo({ at: "AT" }) : null}>
        <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_19rem] print:block">
          <div className="min-w-0 print:overflow-hidden">
            {view === "month" ? <Month {...shared} schedulePath={schedulePath} /> : null}
            {view === "week" ? <Week {...shared} schedulePath={schedulePath} /> : null}
            {view === "agenda" ? <Agenda {...shared} /> : null}
            {items.length === 0 ? (
              <div className={view === "agenda" ? "" : "mt-3"}>
                <Empty>No window and no emergency lies in this time.</Empty>
              </div>
            ) : null}
          </div>
          <Waiting
            waiting={calendar.waiting}
            count={calendar.waitingCount}
            now={now}
            zone={zone}
            world={{ ...worldOf({ person, now }), people: calendar.people.map(asChoice), zone }}
            step="schedule"
            maySchedule={maySchedule}
            at={state.at}
            chosen={state.waiting}
            pathAt={(id, at) => `${pathTo({ waiting: id, at })}#waiting`}
          />
        </div>
      </LiveCalendar>
    </Main>
  );

  function pathTo(but: Partial<CalendarState>): string {
    return calendarPath({ ...state, at: undefined, waiting: undefined, ...but }, ownZone);
  }

  function daysOf(): readonly DayShown[] {
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
        isOutside: view === "month" && !date.startsWith(state.date.slice(0, 7)),
      };
    });
  }
}

const flat = (query: Record<string, string | string[] | undefined>): [string, string][] =>
  Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((word): [string, string] => [name, word]));
