import type { RecordRow } from "@/components/record/record-table";
import { Remark } from "@/components/record/remark";
import type { ListedChange } from "@/db/changes/list-changes";
import { remarksOn } from "@/lib/changes/deadlines";
import { age } from "@/lib/time/format";

/** Shows the change's deadlines, or without any how long it has been in its status. */
export const listedRow =
  (now: string, zone: string) =>
  (change: ListedChange & { since?: string }): RecordRow => {
    const remarks = remarksOn(change, now, zone);
    return {
      number: change.number,
      href: `/changes/${change.number}`,
      type: change.type,
      status: change.status,
      title: change.title,
      systems: change.systems,
      who: change.who,
      when: change.since ?? change.startedAt ?? change.windowStart ?? change.createdAt,
      remark:
        remarks.length > 0
          ? remarks.map(({ tone, words }) => (
              <Remark key={words} tone={tone}>
                {words}
              </Remark>
            ))
          : change.since && <Remark>{age(change.since, now)}</Remark>,
    };
  };
