import { Icon } from "@/components/basics/icon";
import type { CalendarItem } from "@/db/calendar/calendar-rows";
import type { Segment } from "@/lib/calendar/day-grid";
import { segmentHours } from "@/lib/calendar/segment-hours";
import { statusLabels } from "@/lib/rules/labels";
import { formatRange, toDateTimeLocal } from "@/lib/time/format";
import { type DayItem, freezeScope } from "./calendar-day";
import { ImportedBar } from "./imported-bar";
import { hasNoEndYet, itemBadge, itemClasses, itemSummary, windowProblems } from "./item-looks";

export type BarContext = {
  readonly zone: string;
  readonly now: string;
  readonly mayMove: boolean;
};

/** `isRoomy`: as high as the window is long, so that its place says when; the title then comes first. */
type Props = { segment: Segment<DayItem>; context: BarContext; isRoomy?: boolean };

export function Bar({ segment, context, isRoomy = false }: Props) {
  const { item } = segment;
  if (item.kind === "imported")
    return <ImportedBar segment={segment} record={item.record} className={edgeClasses(segment)} />;
  return item.kind === "freeze" ? (
    <FreezeBar segment={segment} freeze={item.freeze} zone={context.zone} />
  ) : (
    <WindowBar segment={segment} item={item.item} context={context} isRoomy={isRoomy} />
  );
}

function FreezeBar({
  segment,
  freeze,
  zone,
}: {
  segment: Segment<DayItem>;
  freeze: Extract<DayItem, { kind: "freeze" }>["freeze"];
  zone: string;
}) {
  const { local } = formatRange(freeze.starts, freeze.ends, zone);
  return (
    <a
      href="/freezes"
      title={`${freeze.name}: ${freezeScope(freeze)}, ${local}`}
      className={joinClasses("bar frozen text-warn-ink", edgeClasses(segment))}
    >
      <Icon name="frozen" className="glyph" />
      <span className="sr-only">Freeze </span>
      <b>{freeze.name}</b>
      <span className="words">
        {freezeScope(freeze)}
        <span className="sr-only">, {local}</span>
      </span>
    </a>
  );
}

function WindowBar({
  segment,
  item,
  context,
  isRoomy,
}: {
  segment: Segment<DayItem>;
  item: CalendarItem;
  context: BarContext;
  isRoomy: boolean;
}) {
  const { zone, now, mayMove } = context;
  const isWindow = item.windowStart !== null;
  const badge = itemBadge(item);
  const utc = zone === "UTC" ? "" : ` (${utcClock(item.starts)} to ${utcClock(item.ends)} UTC)`;
  const problems = windowProblems(item, now, zone);
  const hours = segmentHours(segment, { zone, isRunning: hasNoEndYet(item, now) });
  const isMovable = mayMove && isWindow && item.startedAt === null && !segment.startsBefore;
  const when = (
    <span className="when">
      {segment.startsBefore ? (
        `…${segment.toClock}`
      ) : (
        <>
          {segment.fromClock}
          <span className={`${problems.length > 0 ? "max-2xl:sr-only" : "max-xl:sr-only"} print:not-sr-only`}>
            {segment.endsAfter ? "…" : `–${segment.toClock}`}
          </span>
        </>
      )}{" "}
      <b>{item.number}</b>
    </span>
  );
  const words = (
    <span className="words">
      {[item.title, item.systems.join(", ")].filter(Boolean).join(" · ")}
      <span className="sr-only">
        {["", isWindow ? statusLabels[item.status] : `emergency, ${statusLabels[item.status]}`, ...problems].join(", ")}
      </span>
    </span>
  );
  return (
    <a
      href={`/changes/${item.number}`}
      // A month has hundreds of bars, and a second copy of each title would be a fifth of its bytes.
      title={!isRoomy && problems.length === 0 ? undefined : itemSummary(item, `${hours}${utc}`, problems)}
      data-number={item.number}
      data-status={item.status}
      {...(isMovable && {
        "data-seq": item.stepSeq,
        "data-from": toDateTimeLocal(item.starts, zone),
        "data-to": toDateTimeLocal(item.ends, zone),
        draggable: false,
      })}
      className={joinClasses(
        isRoomy ? "bar roomy h-full" : "bar",
        itemClasses(item, problems.length > 0),
        edgeClasses(segment),
      )}
    >
      <Icon name={badge.icon} className="glyph" />
      {problems.length > 0 ? <Icon name="alert" className="glyph text-bad-ink" /> : null}
      {isRoomy ? words : when} {isRoomy ? when : words}
    </a>
  );
}

const utcClock = (instant: string) => instant.slice(11, 16);

const edgeClasses = ({ startsBefore, endsAfter }: Segment<DayItem>): string =>
  joinClasses(startsBefore && "rounded-l-none border-l-0 -ml-1", endsAfter && "rounded-r-none border-r-0 -mr-1");

const joinClasses = (...classes: readonly (string | false)[]): string => classes.filter(Boolean).join(" ");
