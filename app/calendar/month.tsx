import { assignLanes, type Segment } from "@/lib/calendar/day-grid";
import { dayLabels } from "@/lib/calendar/day-labels";
import { Bar, type BarContext } from "./bar";
import type { CalendarDay, DayItem } from "./calendar-day";

export type GridProps = {
  days: readonly CalendarDay[];
  title: string;
  context: BarContext;
  /** The paths of a single day and of scheduling on it; the latter is null where nothing waits for the reader. */
  dayPath: (date: string) => string;
  schedulePath: ((date: string) => string) | null;
};

const visibleLanes = 4;

/** On a phone the days follow one another. */
export function Month({ days, title, context, dayPath, schedulePath }: GridProps) {
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return (
    <table className="calendar-grid w-full table-fixed border-collapse max-sm:block">
      <caption className="sr-only">{title}, by week and day</caption>
      <thead className="max-sm:hidden">
        <tr>
          {(weeks[0] ?? []).map(({ date }) => (
            <th key={date} scope="col" className="border border-line py-1 text-sm font-medium text-muted">
              {dayLabels(date).weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {weeks.map((week) => {
          const lanes = assignLanes(week.map(({ segments }) => segments));
          return (
            <tr key={week[0]?.date} className="max-sm:block">
              {week.map((day, index) => (
                <Day
                  key={day.date}
                  day={day}
                  lanes={lanes[index] ?? []}
                  context={context}
                  dayPath={dayPath(day.date)}
                  schedulePath={schedulePath?.(day.date) ?? null}
                />
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type DayProps = {
  day: CalendarDay;
  lanes: readonly (Segment<DayItem> | null)[];
  context: BarContext;
  dayPath: string;
  schedulePath: string | null;
};

function Day({ day, lanes, context, dayPath, schedulePath }: DayProps) {
  const labels = dayLabels(day.date);
  const hiddenLanes = lanes.slice(visibleLanes).filter((segment) => segment !== null);
  const isFrozen = day.segments.some(({ item }) => item.kind === "freeze");
  return (
    <td
      data-date={day.date}
      className={`h-24 border border-line p-1 align-top print:h-[58pt] max-sm:block max-sm:h-auto max-sm:border-x-0 ${day.isHiddenOnPhone ? "max-sm:hidden" : ""} ${isFrozen ? "in-freeze" : day.isOutsideMonth ? "bg-sunken" : ""}`}
    >
      <div className="mb-0.5 flex items-center justify-between gap-1">
        <a
          href={dayPath}
          data-day
          aria-current={day.isToday ? "date" : undefined}
          className={`rounded-sm px-1 text-sm tabular-nums hover:underline ${day.isToday ? "bg-accent font-semibold text-on-accent print:bg-transparent print:text-ink" : day.isOutsideMonth ? "text-muted" : "font-medium"}`}
        >
          <span className="sm:sr-only">
            {labels.long}
            {day.isToday ? ", today" : ""}
          </span>
          <span aria-hidden="true" className="max-sm:hidden">
            {labels.day}
          </span>
        </a>
        {schedulePath ? <ScheduleLink path={schedulePath} day={labels.long} /> : null}
      </div>
      {lanes.length > 0 ? (
        <ol className="grid grid-cols-1 gap-0.5">
          {lanes.slice(0, visibleLanes).map((segment, lane) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
            <Lane key={lane} segment={segment} context={context} />
          ))}
        </ol>
      ) : null}
      {hiddenLanes.length > 0 ? (
        <details className="mt-0.5 text-sm">
          <summary className="link cursor-pointer px-1">{hiddenLanes.length} more</summary>
          <ol className="mt-0.5 grid grid-cols-1 gap-0.5">
            {hiddenLanes.map((segment, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
              <Lane key={index} segment={segment} context={context} />
            ))}
          </ol>
        </details>
      ) : null}
      <NothingToday day={day} />
      <PrintedCount count={day.hiddenCount} />
      {day.hiddenCount > 0 ? (
        <a href={dayPath} className="link px-1 text-sm print:hidden">
          {day.hiddenCount} more<span className="sr-only"> on {labels.short}</span>
        </a>
      ) : null}
    </td>
  );
}

const Lane = ({ segment, context }: { segment: Segment<DayItem> | null; context: BarContext }) =>
  segment ? (
    <li className="min-w-0">
      <Bar segment={segment} context={context} />
    </li>
  ) : (
    <li aria-hidden="true" className="h-9 print:h-3 max-sm:hidden" />
  );

/** A phone begins with today, also where nothing is planned. */
export const NothingToday = ({ day }: { day: CalendarDay }) =>
  day.segments.length === 0 && day.isToday ? <p className="text-sm text-muted sm:hidden">No windows today.</p> : null;

/** Paper shows what is folded on the screen; it counts what was not read. */
export const PrintedCount = ({ count }: { count: number }) =>
  count > 0 ? <p className="hidden text-xs print:block">and {count} more</p> : null;

/** For keyboards and for pages without JavaScript, where an empty time cannot be clicked. */
export const ScheduleLink = ({ path, day }: { path: string; day: string }) => (
  <a
    href={path}
    className="rounded-sm px-1 text-sm text-muted opacity-60 hover:bg-sunken hover:opacity-100 focus:opacity-100 print:hidden"
  >
    <span aria-hidden="true">+</span>
    <span className="sr-only">Schedule on {day}</span>
  </a>
);
