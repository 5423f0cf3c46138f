import { DeadlineBadge } from "@/components/record/deadline-badge";
import type { RecordRow } from "@/components/record/record-table";
import type { ListedChange } from "@/db/changes/list-changes";
import { deadlinesOf } from "@/lib/changes/deadlines";
import { formatAge } from "@/lib/time/format";

/** Shows the change's deadlines, or without any how long it has been in its status. */
export const changeRow =
  (now: string, zone: string) =>
  (change: ListedChange & { since?: string }): RecordRow => {
    const deadlines = deadlinesOf(change, now, zone);
    return {
      number: change.number,
      href: `/changes/${change.number}`,
      type: change.type,
      status: change.status,
      title: change.title,
      systems: change.systems,
      who: change.who,
      when: change.since ?? change.startedAt ?? change.windowStart ?? change.createdAt,
      note:
        deadlines.length > 0
          ? deadlines.map(({ tone, text }) => (
              <DeadlineBadge key={text} tone={tone}>
                {text}
              </DeadlineBadge>
            ))
          : change.since && <DeadlineBadge>{formatAge(change.since, now)}</DeadlineBadge>,
    };
  };
