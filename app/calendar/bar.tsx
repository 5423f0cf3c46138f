import { Icon } from "@/components/basics/icon";
import type { CalendarItem } from "@/db/calendar/read-calendar";
import type { Segment } from "@/lib/calendar/grid";
import { remarksOn } from "@/lib/changes/deadlines";
import { statusMarks, type Tone, typeMarks } from "@/lib/looks/marks";
import { statusWords } from "@/lib/rules/words";
import { tellLocal, tellSpan } from "@/lib/time/format";
import { coveredBy, type Shown } from "./shown";

export type BarWorld = {
  readonly zone: string;
  readonly now: string;
  readonly mayMove: boolean;
};

type Props = { segment: Segment<Shown>; world: BarWorld; className?: string };

export function Bar({ segment, world, className = "" }: Props) {
  const { item } = segment;
  return item.kind === "freeze" ? (
    <FreezeBar segment={segment} freeze={item.freeze} zone={world.zone} className={className} />
  ) : (
    <WindowBar segment={segment} item={item.item} world={world} className={className} />
  );
}

function FreezeBar({
  segment,
  freeze,
  zone,
  className,
}: {
  segment: Segment<Shown>;
  freeze: Extract<Shown, { kind: "freeze" }>["freeze"];
  zone: string;
  className: string;
}) {
  const { here } = tellSpan(freeze.starts, freeze.ends, zone);
  return (
    <a
      href="/freezes"
      title={`${freeze.name}: ${coveredBy(freeze)}, ${here}`}
      className={`bar frozen text-warn-ink ${edges(segment)} ${className}`}
    >
      <Icon name="frozen" className="glyph" />
      <span className="sr-only">Freeze </span>
      <b>{freeze.name}</b>
      <span className="words">
        {coveredBy(freeze)}
        <span className="sr-only">, {here}</span>
      </span>
    </a>
  );
}

function WindowBar({
  segment,
  item,
  world,
  className,
}: {
  segment: Segment<Shown>;
  item: CalendarItem;
  world: BarWorld;
  className: string;
}) {
  const { zone, now, mayMove } = world;
  const isWindow = item.windowStart !== null;
  const mark = isWindow ? statusMarks[item.status] : typeMarks[item.type];
  const hours = `${segment.before ? "from the day before" : segment.fromClock} to ${segment.after ? "the day after" : segment.toClock}`;
  const utc = zone === "UTC" ? "" : ` (${clockIn(item.starts)} to ${clockIn(item.ends)} UTC)`;
  const troubles = troublesOf(item, now, zone);
  const movable = mayMove && isWindow && item.startedAt === null && !segment.before;
  return (
    <a
      href={`/changes/${item.number}`}
      title={`${item.number} ${item.title}: ${statusWords[item.status]}, ${hours}${utc}${troubles.map((each) => `; ${each}`).join("")}`}
      data-number={item.number}
      data-status={item.status}
      data-starts={item.starts}
      data-ends={item.ends}
      {...(movable && {
        "data-seq": item.stepSeq,
        "data-from": tellLocal(item.starts, zone),
        "data-to": tellLocal(item.ends, zone),
        draggable: false,
      })}
      className={`bar ${tints[troubles.length > 0 && mark.tone !== "bad" ? "warn" : mark.tone]} ${edges(segment)} ${className}`}
    >
      <Icon name={mark.icon} className="glyph" />
      {segment.before ? `…${segment.toClock}` : segment.fromClock} <b>{item.number}</b>
      {troubles.length > 0 ? <Icon name="alert" className="glyph text-bad-ink" /> : null}{" "}
      <span className="words">
        {`${isWindow ? "" : "emergency, "}${statusWords[item.status]}: ${[item.title, item.systems.join(", ")].filter(Boolean).join(" · ")}`}
        <span className="sr-only">{[`, to ${segment.toClock}`, ...troubles].join(", ")}</span>
      </span>
    </a>
  );
}

/** Missed, overrunning, in conflict, or in a freeze. */
export const troublesOf = (item: CalendarItem, now: string, zone: string): readonly string[] => [
  ...remarksOn(item, now, zone)
    .filter(({ pressing }) => pressing)
    .map(({ words }) => words),
  ...(item.conflicts.length > 0 ? [`conflicts with ${item.conflicts.join(", ")}`] : []),
  ...(item.frozenBy.length > 0 ? [`in the freeze ${item.frozenBy.join(", ")}`] : []),
];

const clockIn = (instant: string) => instant.slice(11, 16);

const edges = ({ before, after }: Segment<Shown>): string =>
  `${before ? "rounded-l-none border-l-0 -ml-1" : ""} ${after ? "rounded-r-none border-r-0 -mr-1" : ""}`;

const tints: Record<Tone, string> = {
  plain: "border-line-strong bg-sunken text-ink",
  active: "border-accent bg-accent-tint text-ink",
  good: "border-good-ink bg-good-tint text-ink",
  warn: "border-warn-ink bg-warn-tint text-ink",
  bad: "border-bad-ink bg-bad-tint text-ink",
};
