import type { CalendarItem } from "@/db/calendar/calendar-rows";
import { deadlinesOf } from "@/lib/changes/deadlines";
import { statusBadges, type Tone, typeBadges } from "@/lib/looks/badges";
import { statusLabels } from "@/lib/rules/labels";
import { isClosed } from "@/lib/rules/record";

/** The icon and colour of a window are of its status; of what has no window, of its type. */
export const itemBadge = ({ windowStart, status, type }: CalendarItem) =>
  windowStart === null ? typeBadges[type] : statusBadges[status];

/** An emergency that goes on: it is drawn up to the present. */
export const hasNoEndYet = ({ windowStart, ends }: CalendarItem, now: string): boolean =>
  windowStart === null && ends >= now;

/** Missed, overrunning, in conflict, or in a freeze. */
export const windowProblems = (item: CalendarItem, now: string, zone: string): readonly string[] => [
  ...deadlinesOf(item, now, zone)
    .filter(({ isOverdue }) => isOverdue)
    .map(({ text }) => text),
  ...(item.conflicts.length > 0 ? [`conflicts with ${item.conflicts.join(", ")}`] : []),
  ...(item.frozenBy.length > 0 ? [`in the freeze ${item.frozenBy.join(", ")}`] : []),
];

/** All of an item in one line: which change, its status, when, and what is wrong with it. */
export const itemSummary = (
  { number, title, status }: CalendarItem,
  when: string,
  problems: readonly string[],
): string => [`${number} ${title}: ${statusLabels[status]}, ${when}`, ...problems].join("; ");

/** What is over steps back; what needs somebody stands out. */
export const itemClasses = (item: CalendarItem, hasProblems: boolean): string =>
  isClosed(item.status) ? finishedClasses : toneClasses[toneOf(item, hasProblems)];

/** The same of a strip without words. */
export const stripClasses = (item: CalendarItem, hasProblems: boolean): string =>
  isClosed(item.status) ? "bg-line-strong" : toneStripClasses[toneOf(item, hasProblems)];

function toneOf(item: CalendarItem, hasProblems: boolean): Tone {
  const { tone } = itemBadge(item);
  return hasProblems && tone !== "bad" ? "warn" : tone;
}

export const finishedClasses = "border-line bg-paper text-muted";

export const toneClasses: Record<Tone, string> = {
  plain: "border-line-strong bg-sunken text-ink",
  active: "border-accent bg-accent-tint text-ink",
  good: "border-good-ink bg-good-tint text-ink",
  warn: "border-warn-ink bg-warn-tint text-ink",
  bad: "border-bad-ink bg-bad-tint text-ink",
};

const toneStripClasses: Record<Tone, string> = {
  plain: "bg-muted",
  active: "bg-accent",
  good: "bg-good-ink",
  warn: "bg-warn-ink",
  bad: "bg-bad-solid",
};
