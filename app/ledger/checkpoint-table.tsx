import { Empty } from "@/components/basics/empty";
import { Table } from "@/components/basics/table";
import { When } from "@/components/record/when";
import type { Checkpoint } from "@/db/ledger/read-ledger";
import { counted } from "./counted";
import { shortHash } from "./short-hash";

export function CheckpointTable({ checkpoints, zone }: { checkpoints: readonly Checkpoint[]; zone: string }) {
  if (checkpoints.length === 0)
    return <Empty>No checkpoint is signed yet. The ledger’s worker signs the first one.</Empty>;
  return (
    <Table
      caption="The latest checkpoints"
      heads={["Signed", "Of", "Root", "First handed out"]}
      rows={checkpoints.map(({ id, at, size, root, handedOutAt, isSigned }) => ({
        key: String(id),
        cells: [
          <span key="at" className="font-normal">
            <When at={at} zone={zone} brief />
            {isSigned ? null : <strong className="text-bad-ink"> not signed by its key: proves nothing</strong>}
          </span>,
          <span key="size" className="tabular-nums">
            {counted(size)}
          </span>,
          <code key="root" className="text-sm" title={root}>
            {shortHash(root)}
          </code>,
          handedOutAt ? (
            <span key="out">
              <span className="md:hidden">Handed out </span>
              <When at={handedOutAt} zone={zone} brief />
            </span>
          ) : (
            <span key="out" className="text-muted max-md:hidden">
              not handed out
            </span>
          ),
        ],
      }))}
    />
  );
}
