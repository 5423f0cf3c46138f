import { Icon } from "@/components/basics/icon";
import type { CalendarItem } from "@/db/calendar/read-calendar";
import type { Segment } from "@/lib/calendar/day-grid";
import { deadlinesOf } from "@/lib/changes/deadlines";
import { statusBadges, type Tone, typeBadges } from "@/lib/looks/badges";
import { statusLabels } from "@/lib/rules/labels";
import { formatRange, toDateTimeLocal, toIso } from "@/lib/time/format";
import { type DayItem, freezeScope } from "./calendar-day";

export type BarContext = {
  readonly zone: string;
  readonly now: string;
  readonly mayMove: boolean;
};

type Props = { segment: Segment<DayItem>; context: BarContext; className?: string };

export function Bar({ segment, context, className = "" }: Props) {
  const { item } = segment;
  return item.kind === "freeze" ? (
    <FreezeBar segment={segment} freeze={item.freeze} zone={context.zone} className={className} />
  ) : (
    <WindowBar segment={segment} item={item.item} context={context} className={className} />
  );
}

function FreezeBar({
  segment,
  freeze,
  zone,
  className,
}: {
  segment: Segment<DayItem>;
  freeze: Extract<DayItem, { kind: "freeze" }>["freeze"];
  zone: string;
  className: string;
}) {
  const { local } = formatRange(freeze.starts, freeze.ends, zone);
  return (
    <a
      href="/freezes"
      title={`${freeze.name}: ${freezeScope(freeze)}, ${local}`}
      className={joinClasses("bar frozen text-warn-ink", edgeClasses(segment), className)}
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
  className,
}: {
  segment: Segment<DayItem>;
  item: CalendarItem;
  context: BarContext;
  className: string;
}) {
  const { zone, now, mayMove } = context;
  const isWindow = item.windowStart !== null;
  const badge = isWindow ? statusBadges[item.status] : typeBadges[item.type];
  const hours = `${segment.startsBefore ? "from the day before" : segment.fromClock} to ${segment.endsAfter ? "the day after" : segment.toClock}`;
  const utc = zone === "UTC" ? "" : ` (${utcClock(item.starts)} to ${utcClock(item.ends)} UTC)`;
  const problems = windowProblems(item, now, zone);
  const isMovable = mayMove && isWindow && item.startedAt === null && !segment.startsBefore;
  return (
    <a
      href={`/changes/${item.number}`}
      title={`${item.number} ${item.title}: ${statusLabels[item.status]}, ${hours}${utc}${problems.map((each) => `; ${each}`).join("")}`}
      data-number={item.number}
      data-status={item.status}
      data-starts={toIso(item.starts)}
      data-ends={toIso(item.ends)}
      {...(isMovable && {
        "data-seq": item.stepSeq,
        "data-from": toDateTimeLocal(item.starts, zone),
        "data-to": toDateTimeLocal(item.ends, zone),
        draggable: false,
      })}
      className={joinClasses(
        "bar",
        toneClasses[problems.length > 0 && badge.tone !== "bad" ? "warn" : badge.tone],
        edgeClasses(segment),
        className,
      )}
    >
      <Icon name={badge.icon} className="glyph" />
      {segment.startsBefore ? `…${segment.toClock}` : segment.fromClock} <b>{item.number}</b>
      {problems.length > 0 ? <Icon name="alert" className="glyph text-bad-ink" /> : null}{" "}
      <span className="words">
        {`${isWindow ? "" : "emergency, "}${statusLabels[item.status]}: ${[item.title, item.systems.join(", ")].filter(Boolean).join(" · ")}`}
        <span className="sr-only">{[`, to ${segment.toClock}`, ...problems].join(", ")}</span>
      </span>
    </a>
  );
}

/** Missed, overrunning, in conflict, or in a freeze. */
export const windowProblems = (item: CalendarItem, now: string, zone: string): readonly string[] => [
  ...deadlinesOf(item, now, zone)
    .filter(({ isOverdue }) => isOverdue)
    .map(({ text }) => text),
  ...(item.conflicts.length > 0 ? [`conflicts with ${item.conflicts.join(", ")}`] : []),
  ...(item.frozenBy.length > 0 ? [`in the freeze ${item.frozenBy.join(", ")}`] : []),
];

const utcClock = (instant: string) => instant.slice(11, 16);

const edgeClasses = ({ startsBefore, endsAfter }: Segment<DayItem>): string =>
  joinClasses(startsBefore && "rounded-l-none border-l-0 -ml-1", endsAfter && "rounded-r-none border-r-0 -mr-1");

const joinClasses = (...classes: readonly (string | false)[]): string => classes.filter(Boolean).join(" ");

const toneClasses: Record<Tone, string> = {
  plain: "border-line-strong bg-sunken text-ink",
  active: "border-accent bg-accent-tint text-ink",
  good: "border-good-ink bg-good-tint text-ink",
  warn: "border-warn-ink bg-warn-tint text-ink",
  bad: "border-bad-ink bg-bad-tint text-ink",
};
