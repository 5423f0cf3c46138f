import { clockOf, dayWords } from "@/lib/calendar/day-words";
import { columnsOf, type Segment } from "@/lib/calendar/grid";
import { Bar, type BarWorld } from "./bar";
import { type GridProps, MoreOnPaper, ScheduleOn } from "./month";
import { coveredBy, type DayShown, type Shown } from "./shown";

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const quarter = 15;
const shortest = 2 * quarter;
const mostBeside = 2;

/** On a phone the days follow one another. */
export function Week({ days, title, world, dayPath, schedulePath }: GridProps) {
  return (
    <table className="calendar-grid w-full table-fixed border-collapse max-sm:block">
      <caption className="sr-only">{title}, by day</caption>
      <thead className="max-sm:hidden">
        <tr>
          <td aria-hidden="true" className="w-12" />
          {days.map((day) => (
            <DayHead key={day.date} day={day} path={dayPath(day.date)} schedule={schedulePath?.(day.date) ?? null} />
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        <tr className="max-sm:block">
          <td aria-hidden="true" className="p-0 align-bottom max-sm:hidden">
            <div className="hours text-right text-sm text-muted tabular-nums">
              {hours.map((hour) => (
                <span key={hour} className={`row-start-${hour * 4 + 1} pr-1.5 text-xs leading-none`}>
                  {clockOf(hour * 60)}
                </span>
              ))}
            </div>
          </td>
          {days.map((day) => (
            <Day key={day.date} day={day} world={world} dayPath={dayPath(day.date)} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function DayHead({ day, path, schedule }: { day: DayShown; path: string; schedule: string | null }) {
  const words = dayWords(day.date);
  return (
    <th scope="col" className="border border-line py-1 text-sm font-medium">
      <span className="flex items-center justify-center gap-1">
        <a
          href={path}
          data-day
          aria-current={day.isToday ? "date" : undefined}
          className={`rounded-sm px-1 hover:underline ${day.isToday ? "bg-accent text-on-accent print:bg-transparent print:text-ink" : ""}`}
        >
          {words.short}
        </a>
        {schedule ? <ScheduleOn path={schedule} day={words.long} /> : null}
      </span>
    </th>
  );
}

function Day({ day, world, dayPath }: { day: DayShown; world: BarWorld; dayPath: string }) {
  const { freezes, placed, beside } = columnsOn(day);
  const isUsual = day.hours.length === 0;
  return (
    <td
      data-date={day.date}
      className={`border border-line p-0 align-bottom max-sm:block max-sm:border-x-0 max-sm:p-2 ${day.segments.length === 0 ? "max-sm:hidden" : ""}`}
    >
      <p className="font-medium sm:hidden">
        <a href={dayPath}>{dayWords(day.date).long}</a>
      </p>
      {beside.length > 0 ? (
        <details className="p-0.5 text-sm">
          <summary className="link cursor-pointer px-1">{beside.length} more at the same hours</summary>
          <ol className="mt-0.5 grid grid-cols-1 gap-0.5">
            {beside.map((segment) => (
              <li key={keyOf(segment)} className="min-w-0">
                <Bar segment={segment} world={world} />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      <MoreOnPaper count={beside.length + day.more} />
      {day.more > 0 ? (
        <a href={dayPath} className="link block px-1 text-sm print:hidden">
          {day.more} more
        </a>
      ) : null}
      {isUsual ? null : <OwnHours hours={day.hours} className={rowsOf(day.minutes)} />}
      <Hours day={day} world={world} freezes={freezes} placed={placed} isUsual={isUsual} />
    </td>
  );
}

/** Windows that do not fit into a column are listed apart. */
const columnsOn = ({ segments, minutes }: DayShown) => ({
  freezes: segments.filter(({ item }) => item.kind === "freeze"),
  ...columnsOf(
    segments
      .filter(({ item }) => item.kind === "item")
      .map((each) => ({ ...each, fromMinute: each.drawnFrom, toMinute: each.drawnTo })),
    mostBeside,
    shortest,
    minutes,
  ),
});

type HoursProps = Pick<ReturnType<typeof columnsOn>, "freezes" | "placed"> & {
  day: DayShown;
  world: BarWorld;
  isUsual: boolean;
};

// When the clocks change, a height is not a time of day: such days take windows by the day only.
const Hours = ({ day, world, freezes, placed, isUsual }: HoursProps) => (
  <ol
    data-hours={isUsual ? "" : undefined}
    className={`hours hour-lines max-sm:gap-1 sm:grid-cols-2 print:grid-cols-2 ${rowsOf(day.minutes)}`}
  >
    {freezes.map((segment) => (
      <li
        key={keyOf(segment)}
        className={`frozen min-w-0 overflow-hidden px-1 text-xs text-warn-ink sm:col-span-full sm:col-start-1 ${rows(segment.drawnFrom, segment.drawnTo)}`}
      >
        <span className="sr-only">Freeze </span>
        <a href="/freezes" className="hover:underline">
          {segment.item.kind === "freeze" ? `${segment.item.freeze.name}: ${coveredBy(segment.item.freeze)}` : ""}
        </a>
      </li>
    ))}
    {placed.map(({ segment, column, until, alone }) => (
      <li
        key={keyOf(segment)}
        className={`z-10 grid min-w-0 sm:p-px ${alone ? "sm:col-span-full" : column === 0 ? "sm:col-start-1" : "sm:col-start-2"} ${rows(segment.fromMinute, until)}`}
      >
        <Bar segment={segment} world={world} className="roomy h-full overflow-hidden" />
      </li>
    ))}
  </ol>
);

/** For days of 23 or 25 hours. */
const OwnHours = ({ hours: shown, className }: { hours: readonly string[]; className: string }) => (
  <div aria-hidden="true" className={`hours float-right w-0 max-sm:hidden ${className}`}>
    {shown.map((words, hour) => (
      <span
        key={words}
        className={`row-start-${hour * 4 + 1} -translate-x-full justify-self-start pr-1 text-xs leading-none whitespace-nowrap text-muted`}
      >
        {words}
      </span>
    ))}
  </div>
);

/** Clocks change by an hour, or by half of one. */
const rowsOf = (minutes: number): string =>
  ({ 1380: "hours-23", 1410: "hours-23-5", 1470: "hours-24-5", 1500: "hours-25" })[minutes] ?? "";

const keyOf = ({ item }: Segment<Shown>): string =>
  item.kind === "freeze" ? `freeze-${item.freeze.id}-${item.starts}` : item.item.number;

const rows = (from: number, to: number): string =>
  `sm:row-start-${Math.floor(from / quarter) + 1} sm:row-end-${Math.max(Math.ceil(to / quarter), Math.floor(from / quarter) + 1) + 1}`;
