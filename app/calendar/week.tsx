import { assignColumns, type Segment } from "@/lib/calendar/day-grid";
import { dayLabels, formatMinuteOfDay } from "@/lib/calendar/day-labels";
import { importedNumber } from "@/lib/imports/imported-number";
import { Bar, type BarContext } from "./bar";
import { type CalendarDay, type DayItem, freezeScope } from "./calendar-day";
import { type GridProps, NothingToday, PrintedCount, ScheduleLink } from "./month";

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const quarterMinutes = 15;
/** Two lines of a title are as high. */
const shortestMinutes = 4 * quarterMinutes;
const maxColumns = 2;

/** On a phone the days follow one another. */
export function Week({ days, title, context, dayPath, schedulePath }: GridProps) {
  return (
    <table className="calendar-grid w-full table-fixed border-collapse max-sm:block">
      <caption className="sr-only">{title}, by day</caption>
      <thead className="max-sm:hidden">
        <tr>
          <td aria-hidden="true" className="w-12 print:hidden" />
          {days.map((day) => (
            <DayHead
              key={day.date}
              day={day}
              path={dayPath(day.date)}
              schedulePath={schedulePath?.(day.date) ?? null}
            />
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        <tr className="max-sm:block">
          <td aria-hidden="true" className="p-0 align-bottom max-sm:hidden print:hidden">
            <div className="hours text-right text-sm text-muted tabular-nums">
              {hours.map((hour) => (
                <span key={hour} className={`row-start-${hour * 4 + 1} pr-1.5 text-xs leading-none`}>
                  {formatMinuteOfDay(hour * 60)}
                </span>
              ))}
            </div>
          </td>
          {days.map((day) => (
            <Day key={day.date} day={day} context={context} dayPath={dayPath(day.date)} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function DayHead({ day, path, schedulePath }: { day: CalendarDay; path: string; schedulePath: string | null }) {
  const labels = dayLabels(day.date);
  return (
    <th scope="col" className="border border-line py-1 text-sm font-medium">
      <span className="flex items-center justify-center gap-1">
        <a
          href={path}
          data-day
          aria-current={day.isToday ? "date" : undefined}
          className={`rounded-sm px-1 hover:underline ${day.isToday ? "bg-accent text-on-accent print:bg-transparent print:text-ink" : ""}`}
        >
          {labels.short}
        </a>
        {schedulePath ? <ScheduleLink path={schedulePath} day={labels.long} /> : null}
      </span>
    </th>
  );
}

function Day({ day, context, dayPath }: { day: CalendarDay; context: BarContext; dayPath: string }) {
  const { freezes, placed, beside } = columnsOn(day);
  const hasUsualHours = day.hours.length === 0;
  return (
    <td
      data-date={day.date}
      className={`border border-line p-0 align-bottom max-sm:block max-sm:border-x-0 max-sm:p-2 print:align-top ${day.isHiddenOnPhone ? "max-sm:hidden" : ""}`}
    >
      <div className="print:flex print:flex-col">
        <p className="font-medium sm:hidden">
          <a href={dayPath} className={day.isToday ? "text-accent-ink" : undefined}>
            {dayLabels(day.date).long}
            {day.isToday ? ", today" : ""}
          </a>
        </p>
        <NothingToday day={day} />
        {beside.length > 0 ? (
          <details className="p-0.5 text-sm print:order-last print:p-0">
            <summary className="link cursor-pointer px-1">{beside.length} more at the same hours</summary>
            <ol className="mt-0.5 grid grid-cols-1 gap-0.5">
              {beside.map((segment) => (
                <li key={segmentKey(segment)} className="min-w-0">
                  <Bar segment={segment} context={context} />
                </li>
              ))}
            </ol>
          </details>
        ) : null}
        <PrintedCount count={day.hiddenCount} />
        {day.hiddenCount > 0 ? (
          <a href={dayPath} className="link block px-1 text-sm print:hidden">
            {day.hiddenCount} more
          </a>
        ) : null}
        {hasUsualHours ? null : <UnusualHours hours={day.hours} className={dayLengthClass(day.minutes)} />}
        <Hours day={day} context={context} freezes={freezes} placed={placed} hasUsualHours={hasUsualHours} />
      </div>
    </td>
  );
}

/** Windows that do not fit into a column are listed apart. */
const columnsOn = ({ segments, minutes }: CalendarDay) => ({
  freezes: segments.filter(({ item }) => item.kind === "freeze"),
  ...assignColumns(
    segments
      .filter(({ item }) => item.kind !== "freeze")
      .map((each) => ({ ...each, fromMinute: each.drawnFromMinute, toMinute: each.drawnToMinute })),
    maxColumns,
    shortestMinutes,
    minutes,
  ),
});

type HoursProps = Pick<ReturnType<typeof columnsOn>, "freezes" | "placed"> & {
  day: CalendarDay;
  context: BarContext;
  hasUsualHours: boolean;
};

// When the clocks change, a height is not a time of day: such days take windows by the day only.
const Hours = ({ day, context, freezes, placed, hasUsualHours }: HoursProps) => (
  <ol
    data-hours={hasUsualHours ? "" : undefined}
    className={`hours hour-lines max-sm:gap-1 sm:grid-cols-2 print:grid-cols-2 ${dayLengthClass(day.minutes)}`}
  >
    {freezes.map((segment) => (
      <li
        key={segmentKey(segment)}
        className={`frozen min-w-0 overflow-hidden px-1 text-xs text-warn-ink sm:col-span-full sm:col-start-1 ${rowSpanClasses(segment.drawnFromMinute, segment.drawnToMinute)}`}
      >
        <span className="sr-only">Freeze </span>
        <a href="/freezes" className="hover:underline">
          {segment.item.kind === "freeze" ? `${segment.item.freeze.name}: ${freezeScope(segment.item.freeze)}` : ""}
        </a>
      </li>
    ))}
    {placed.map(({ segment, column, until, alone }) => (
      <li
        key={segmentKey(segment)}
        className={`z-10 grid min-w-0 sm:p-px ${alone ? "sm:col-span-full" : column === 0 ? "sm:col-start-1" : "sm:col-start-2"} ${rowSpanClasses(segment.fromMinute, until)}`}
      >
        <Bar segment={segment} context={context} isRoomy />
      </li>
    ))}
    {day.nowMinute === null ? null : <NowLine minute={day.nowMinute} />}
  </ol>
);

/** To five minutes; the page is asked for again as time passes. */
const NowLine = ({ minute }: { minute: number }) => (
  <li
    aria-hidden="true"
    data-now=""
    className={`now-line sm:col-span-full sm:col-start-1 ${rowSpanClasses(minute, minute)} ${["", "translate-y-[3px]", "translate-y-[7px]"][Math.floor((minute % quarterMinutes) / 5)]}`}
  />
);

/** For days of 23 or 25 hours. */
const UnusualHours = ({ hours: labels, className }: { hours: readonly string[]; className: string }) => (
  <div aria-hidden="true" className={`hours float-right w-0 max-sm:hidden ${className}`}>
    {labels.map((label, hour) => (
      <span
        key={label}
        className={`row-start-${hour * 4 + 1} -translate-x-full justify-self-start pr-1 text-xs leading-none whitespace-nowrap text-muted`}
      >
        {label}
      </span>
    ))}
  </div>
);

/** Clocks change by an hour, or by half of one. */
const dayLengthClass = (minutes: number): string =>
  ({ 1380: "hours-23", 1410: "hours-23-5", 1470: "hours-24-5", 1500: "hours-25" })[minutes] ?? "";

function segmentKey({ item }: Segment<DayItem>): string {
  if (item.kind === "imported") return importedNumber(item.record.importId, item.record.rowNumber);
  return item.kind === "freeze" ? `freeze-${item.freeze.id}-${item.starts}` : item.item.number;
}

const rowSpanClasses = (from: number, to: number): string =>
  `sm:row-start-${Math.floor(from / quarterMinutes) + 1} sm:row-end-${Math.max(Math.ceil(to / quarterMinutes), Math.floor(from / quarterMinutes) + 1) + 1}`;
