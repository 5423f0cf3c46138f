import { EmptyState } from "@/components/basics/empty-state";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import type { Checkpoint } from "@/db/ledger/read-ledger";
import { eventCount } from "./event-count";
import { shortHash } from "./short-hash";

export function CheckpointTable({ checkpoints, zone }: { checkpoints: readonly Checkpoint[]; zone: string }) {
  if (checkpoints.length === 0)
    return <EmptyState>No checkpoint is signed yet. The ledger’s worker signs the first one.</EmptyState>;
  return (
    <Table
      caption="The latest checkpoints"
      columns={["Signed", "Covers", "Root", "First exported"]}
      rows={checkpoints.map(({ id, at, size, root, handedOutAt, isSigned }) => ({
        key: String(id),
        cells: [
          <span key="at" className="font-normal">
            <DateTime at={at} zone={zone} isBrief />
            {isSigned ? null : <strong className="text-bad-ink"> not signed by its key: proves nothing</strong>}
          </span>,
          <span key="size" className="tabular-nums">
            {eventCount(size)}
          </span>,
          <code key="root" className="text-sm" title={root}>
            {shortHash(root)}
          </code>,
          handedOutAt ? (
            <span key="out">
              <span className="md:hidden">First exported </span>
              <DateTime at={handedOutAt} zone={zone} isBrief />
            </span>
          ) : (
            <span key="out" className="text-muted max-md:hidden">
              not exported
            </span>
          ),
        ],
      }))}
    />
  );
}
