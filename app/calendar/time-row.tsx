import { Icon } from "@/components/basics/icon";
import type { CalendarFreeze, CalendarItem } from "@/db/calendar/calendar-rows";
import type { Period } from "@/lib/calendar/period";
import { columnsOf, overlapsIn, type PlacedItem, placeInRow } from "@/lib/calendar/time-row";
import { statusLabels } from "@/lib/rules/labels";
import { isClosed } from "@/lib/rules/record";
import { formatRange, toDateTimeLocal } from "@/lib/time/format";
import { itemBadge, itemSummary, stripClasses, windowProblems } from "./item-looks";

type Props = {
  items: readonly CalendarItem[];
  freezes: readonly CalendarFreeze[];
  period: Period;
  columns: number;
  now: string;
  zone: string;
  /** All windows of the system. */
  allPath: string;
  /** Windows of the system for which the page has no room. */
  hiddenCount: number;
};

/** The windows and freezes of one system along the time of the period. */
export function TimeRow({ items, freezes, period, columns, now, zone, allPath, hiddenCount }: Props) {
  const { placed, lanes, leftOver } = placeInRow(items, period, columns);
  const moreCount = leftOver.length + hiddenCount;
  const overlaps = overlapsIn(items);
  const isNow = period.from <= now && now < period.to;
  const present = columnsOf({ starts: now, ends: now }, period, columns).column;
  return (
    <ol className={`time-row day-lines days-${period.days.length} time-columns-${columns} min-h-9`}>
      {freezes.map((freeze) => (
        <Freeze key={`${freeze.id} ${freeze.starts}`} {...{ freeze, period, columns, zone, lanes }} />
      ))}
      {placed.map((each) => (
        <Window
          key={each.item.number}
          placed={each}
          others={(overlaps.get(each.item) ?? []).map(({ number }) => number)}
          {...{ now, zone }}
        />
      ))}
      {isNow ? (
        <li
          aria-hidden="true"
          data-now=""
          className={`now-column rows:col-start-${present} rows:row-start-1 rows:row-end-${lanes + 2}`}
        />
      ) : null}
      {moreCount > 0 ? (
        <li className={`px-1 text-sm rows:col-span-full rows:row-start-${lanes + 2}`}>
          <a className="link" href={allPath}>
            {moreCount} more
          </a>
        </li>
      ) : null}
      {items.length + freezes.length + moreCount === 0 ? (
        <li className="px-1 py-1.5 text-sm text-muted rows:col-span-full">No windows</li>
      ) : null}
    </ol>
  );
}

type WindowProps = { placed: PlacedItem<CalendarItem>; others: readonly string[]; now: string; zone: string };

/** A strip as long as the window is, and its label below, which may be longer. */
function Window({ placed, others, now, zone }: WindowProps) {
  const { item, lane, column, columnEnd, timeColumn, timeColumnEnd } = placed;
  const { local, utc } = formatRange(item.starts, item.ends, zone);
  const problems = [
    ...windowProblems(item, now, zone),
    ...(others.length > 0 ? [`overlaps ${others.join(", ")}`] : []),
  ];
  const colours = stripClasses(item, problems.length > 0);
  return (
    <li
      className={`time-window rows:col-start-${column} rows:col-end-${columnEnd} rows:row-start-${lane + 1} ${others.length > 0 ? "overlapping" : ""}`}
    >
      <a
        href={`/changes/${item.number}`}
        title={itemSummary(item, `${local}${utc ? ` (${utc})` : ""}`, problems)}
        data-number={item.number}
        data-status={item.status}
        className={`place ${isClosed(item.status) ? "text-muted" : ""}`}
      >
        <span
          aria-hidden="true"
          className={`extent ${colours} rows:col-start-${timeColumn - column + 1} rows:col-end-${timeColumnEnd - column + 1}`}
        />
        <span className="label">
          <Icon name={itemBadge(item).icon} className="glyph" />
          {problems.length > 0 ? <Icon name="alert" className="glyph text-bad-ink" /> : null}
          <span className="rows:hidden">{local} </span>
          <span className="cards:hidden">{toDateTimeLocal(item.starts, zone).slice(11)} </span>
          <b>{item.number}</b> {item.title}
          <span className="sr-only">{[``, statusLabels[item.status], ...problems].join(", ")}</span>
        </span>
      </a>
    </li>
  );
}

type FreezeProps = { freeze: CalendarFreeze; period: Period; columns: number; zone: string; lanes: number };

function Freeze({ freeze, period, columns, zone, lanes }: FreezeProps) {
  const { column, columnEnd } = columnsOf(freeze, period, columns);
  const { local } = formatRange(freeze.starts, freeze.ends, zone);
  return (
    <li
      className={`frozen flex items-end overflow-hidden px-1 text-sm text-warn-ink rows:col-start-${column} rows:col-end-${columnEnd} rows:row-start-1 rows:row-end-${lanes + 2}`}
    >
      <a href="/freezes" title={`${freeze.name}, ${local}`} className="truncate hover:underline">
        <Icon name="frozen" className="glyph" />
        <span className="sr-only">Freeze </span>
        {freeze.name}
        <span className="rows:sr-only">, {local}</span>
      </a>
    </li>
  );
}
