import { Table } from "@/components/basics/table";
import { Remark } from "@/components/record/remark";
import { StatusMark } from "@/components/record/status-mark";
import { TypeMark } from "@/components/record/type-mark";
import { WhenSpan } from "@/components/record/when";
import { dayWords } from "@/lib/calendar/day-words";
import type { Segment } from "@/lib/calendar/grid";
import { type BarWorld, troublesOf } from "./bar";
import { coveredBy, type DayShown, type Shown } from "./shown";

type Props = { days: readonly DayShown[]; world: BarWorld; dayPath: (date: string) => string };

/** A window over midnight is listed on the day on which it begins. */
export function Agenda({ days, world, dayPath }: Props) {
  const full = days.filter(({ segments, more }) => segments.length > 0 || more > 0);
  return full.map((day) => (
    <section key={day.date} data-date={day.date} aria-labelledby={`day-${day.date}`} className="mb-6">
      <h2 id={`day-${day.date}`} className="mb-1 text-lg font-semibold">
        <a data-day href={dayPath(day.date)} aria-current={day.isToday ? "date" : undefined}>
          {dayWords(day.date).long}
        </a>
        {day.isToday ? <span className="ml-2 text-base font-normal text-muted">today</span> : null}
      </h2>
      <Freezes day={day} world={world} />
      {day.segments.some(({ item }) => item.kind === "item") ? (
        <Table
          caption={`Windows of ${dayWords(day.date).long}`}
          heads={["Time", "Change", "State", "Systems", "Who"]}
          rows={day.segments.flatMap((segment) => rowOf(segment, world))}
        />
      ) : null}
      {day.more > 0 ? (
        <p className="mt-1">
          <a className="link" href={dayPath(day.date)}>
            {day.more} more on {dayWords(day.date).short}
          </a>
        </p>
      ) : null}
    </section>
  ));
}

const Freezes = ({ day, world }: { day: DayShown; world: BarWorld }) => (
  <ul className="grid gap-1">
    {day.segments.map(({ item }) =>
      item.kind === "freeze" ? (
        <li key={`${item.freeze.id} ${item.starts}`} className="frozen rounded-sm px-2 py-1 text-sm text-warn-ink">
          <span className="font-medium">Freeze {item.freeze.name}</span>: {coveredBy(item.freeze)},{" "}
          <WhenSpan from={item.starts} to={item.ends} zone={world.zone} />
        </li>
      ) : null,
    )}
  </ul>
);

function rowOf({ item: shown, fromClock, toClock, before, after }: Segment<Shown>, { now, zone }: BarWorld) {
  if (shown.kind === "freeze") return [];
  const { item } = shown;
  const troubles = troublesOf(item, now, zone);
  return [
    {
      key: item.number,
      cells: [
        <span
          key="time"
          className="tabular-nums"
          data-number={item.number}
          data-starts={item.starts}
          data-ends={item.ends}
        >
          {before ? "from the day before" : fromClock} to {after ? "the day after" : toClock}
        </span>,
        <span key="change" className="wrap-anywhere">
          <a className="link font-medium" href={`/changes/${item.number}`}>
            {item.number}
          </a>{" "}
          {item.title}
        </span>,
        <span key="state" className="flex flex-wrap items-center gap-1.5">
          <TypeMark type={item.type} short />
          <StatusMark status={item.status} />
          {troubles.map((trouble) => (
            <Remark key={trouble} tone="bad" icon="alert">
              {trouble}
            </Remark>
          ))}
        </span>,
        item.systems.join(", "),
        item.who,
      ],
    },
  ];
}
