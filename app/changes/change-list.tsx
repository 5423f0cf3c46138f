import { changeRow } from "@/app/_record/change-row";
import { RecordTable } from "@/components/record/record-table";
import { sortLabels } from "@/lib/changes/finding/list-words";
import { columnOrders, ListHead, sortCaption } from "./list-head";
import type { LoadedChanges } from "./load";

type Props = Pick<LoadedChanges, "filter" | "changes" | "matching" | "now" | "zone">;

/** A page of the list, with its count and order above it. */
export const ChangeList = ({ filter, changes, matching, now, zone }: Props) => (
  <>
    <ListHead filter={filter} matching={matching} />
    <RecordTable
      caption={sortCaption(filter)}
      rows={changes.map(changeRow(now, zone))}
      zone={zone}
      columnHeadings={filter.sort && { when: sortLabels[filter.sort] }}
      orders={columnOrders(filter)}
    />
  </>
);

/** The lowest and the highest number of a page in the order of the numbers. */
export function shownNumbers(changes: LoadedChanges["changes"]): string {
  const [first, last] = [changes[0], changes.at(-1)];
  return first && last && first.id > last.id
    ? `${last.number} to ${first.number}`
    : `${first?.number} to ${last?.number}`;
}
