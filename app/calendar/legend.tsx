import { Icon } from "@/components/basics/icon";
import type { CalendarItem } from "@/db/calendar/calendar-rows";
import { statusBadges, type Tone, typeBadges } from "@/lib/looks/badges";
import type { IconName } from "@/lib/looks/icons";
import { capitalise, statusLabels, typeLabels } from "@/lib/rules/labels";
import { changeStatuses, isClosed } from "@/lib/rules/record";
import { finishedClasses, toneClasses, windowProblems } from "./item-looks";

type Props = { items: readonly CalendarItem[]; hasFreezes: boolean; hasImported?: boolean; now: string };

/** What the icons and colours of the period mean: only those that are in it. */
export function Legend({ items, hasFreezes, hasImported = false, now }: Props) {
  const statuses = changeStatuses.filter((status) =>
    items.some((item) => item.status === status && item.windowStart !== null),
  );
  const emergency = items.find(({ windowStart }) => windowStart === null);
  const hasProblems = items.some((item) => windowProblems(item, now, "UTC").length > 0);
  if (items.length === 0 && !hasFreezes && !hasImported) return null;
  return (
    <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-sm text-muted">
      {statuses.map((status) => (
        <Key key={status} {...statusBadges[status]} isFinished={isClosed(status)}>
          {capitalise(statusLabels[status])}
        </Key>
      ))}
      {emergency ? <Key {...typeBadges[emergency.type]}>{typeLabels[emergency.type]}</Key> : null}
      {hasProblems ? (
        <Key icon="alert" tone="warn">
          Overdue, in conflict or in a freeze
        </Key>
      ) : null}
      {hasFreezes ? (
        <Key icon="frozen" classes="frozen text-warn-ink">
          Freeze
        </Key>
      ) : null}
      {hasImported ? (
        <Key icon="document" classes="border-dashed border-line-strong bg-paper">
          Imported record, outside this policy
        </Key>
      ) : null}
    </ul>
  );
}

type KeyProps = { icon: IconName; tone?: Tone; classes?: string; isFinished?: boolean; children: string };

const Key = ({ icon, tone = "plain", classes, isFinished, children }: KeyProps) => (
  <li className="flex items-center gap-1.5">
    <span
      className={`inline-flex size-5 items-center justify-center rounded-sm border ${classes ?? (isFinished ? finishedClasses : toneClasses[tone])}`}
    >
      <Icon name={icon} className="size-3" />
    </span>
    {children}
  </li>
);
