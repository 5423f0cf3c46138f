import { Disclosure } from "@/components/basics/disclosure";
import { Table } from "@/components/basics/table";
import { DateTimeRange } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { StatusBadge } from "@/components/record/status-badge";
import { TypeBadge } from "@/components/record/type-badge";
import type { Segment } from "@/lib/calendar/day-grid";
import { dayLabels } from "@/lib/calendar/day-labels";
import { segmentHours } from "@/lib/calendar/segment-hours";
import { isClosed } from "@/lib/rules/record";
import type { BarContext } from "./bar";
import { type CalendarDay, type DayItem, freezeScope } from "./calendar-day";
import { ImportedBar } from "./imported-bar";
import { hasNoEndYet, windowProblems } from "./item-looks";

/** `foldsFinished`: what is over is counted below what is still to come. */
type Props = {
  days: readonly CalendarDay[];
  context: BarContext;
  dayPath: (date: string) => string;
  foldsFinished?: boolean;
};

/** A window over midnight is listed on the day on which it begins. */
export function Agenda({ days, context, dayPath, foldsFinished = false }: Props) {
  const daysWithItems = days.filter(({ segments, hiddenCount }) => segments.length > 0 || hiddenCount > 0);
  return daysWithItems.map((day) => {
    const finished = foldsFinished ? day.segments.filter(isFinished) : [];
    const listed = day.segments.filter((segment) => !finished.includes(segment));
    return (
      <section key={day.date} data-date={day.date} aria-labelledby={`day-${day.date}`} className="mb-6">
        <h2 id={`day-${day.date}`} className="mb-1 text-lg font-semibold">
          <a data-day href={dayPath(day.date)} aria-current={day.isToday ? "date" : undefined}>
            {dayLabels(day.date).long}
          </a>
          {day.isToday ? <span className="ml-2 text-base font-normal text-muted">today</span> : null}
        </h2>
        <Freezes day={day} context={context} />
        <Imported day={day} />
        <WindowTable caption={`Windows of ${dayLabels(day.date).long}`} segments={listed} context={context} />
        {finished.length > 0 ? (
          <div className="mt-2">
            <Disclosure summary={`${finished.length} closed`}>
              <WindowTable
                caption={`Closed changes of ${dayLabels(day.date).long}`}
                segments={finished}
                context={context}
              />
            </Disclosure>
          </div>
        ) : null}
        {day.hiddenCount > 0 ? (
          <p className="mt-1">
            <a className="link" href={dayPath(day.date)}>
              {day.hiddenCount} more on {dayLabels(day.date).short}
            </a>
          </p>
        ) : null}
      </section>
    );
  });
}

const isFinished = ({ item }: Segment<DayItem>): boolean => item.kind === "item" && isClosed(item.item.status);

type TableProps = { caption: string; segments: readonly Segment<DayItem>[]; context: BarContext };

const WindowTable = ({ caption, segments, context }: TableProps) =>
  segments.some(({ item }) => item.kind === "item") ? (
    <Table
      caption={caption}
      columns={["Time", "Change", "State", "Systems", "Who"]}
      widths={["w-[20%]", "w-[32%]", "w-[22%]", "w-[15%]", "w-[11%]"]}
      rows={segments.flatMap((segment) => agendaRows(segment, context))}
    />
  ) : null;

const Freezes = ({ day, context }: { day: CalendarDay; context: BarContext }) => (
  <ul className="grid gap-1">
    {day.segments.map(({ item }) =>
      item.kind === "freeze" ? (
        <li key={`${item.freeze.id} ${item.starts}`} className="frozen rounded-sm px-2 py-1 text-sm text-warn-ink">
          <span className="font-medium">Freeze {item.freeze.name}</span>: {freezeScope(item.freeze)},{" "}
          <DateTimeRange from={item.starts} to={item.ends} zone={context.zone} />
        </li>
      ) : null,
    )}
  </ul>
);

/** Apart from the windows: no row among them. */
const Imported = ({ day }: { day: CalendarDay }) => (
  <ul className="mt-1 grid gap-1">
    {day.segments.map((segment) =>
      segment.item.kind === "imported" ? (
        <li key={`${segment.item.record.importId}-${segment.item.record.rowNumber}`} className="min-w-0">
          <ImportedBar segment={segment} record={segment.item.record} className="" />
        </li>
      ) : null,
    )}
  </ul>
);

function agendaRows(segment: Segment<DayItem>, { now, zone }: BarContext) {
  if (segment.item.kind !== "item") return [];
  const { item } = segment.item;
  const problems = windowProblems(item, now, zone);
  const isNow = item.starts <= now && now < item.ends && !isClosed(item.status);
  return [
    {
      key: item.number,
      cells: [
        <span key="time" className="tabular-nums" data-number={item.number}>
          {segmentHours(segment, { zone, isRunning: hasNoEndYet(item, now) })}
          {isNow ? <span className="ml-2 font-semibold text-accent-ink">now</span> : null}
        </span>,
        <span key="change" className="wrap-anywhere">
          <a className="link font-medium" href={`/changes/${item.number}`}>
            {item.number}
          </a>{" "}
          {item.title}
        </span>,
        <span key="state" className="flex flex-wrap items-center gap-1.5">
          <TypeBadge type={item.type} isShort />
          <StatusBadge status={item.status} />
          {problems.map((problem) => (
            <DeadlineBadge key={problem} tone="bad" icon="alert">
              {problem}
            </DeadlineBadge>
          ))}
        </span>,
        item.systems.join(", "),
        item.who,
      ],
    },
  ];
}
