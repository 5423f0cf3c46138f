import { Empty } from "@/components/empty";
import { Icon } from "@/components/icon";
import { Table } from "@/components/table";
import { When } from "@/components/when";
import type { Verification } from "@/db/log/read-ledger";
import { counted } from "./counted";

/** The latest verifications and what each found. */
export function VerificationTable({ verifications, zone }: { verifications: readonly Verification[]; zone: string }) {
  if (verifications.length === 0) return <Empty>The ledger was not verified yet.</Empty>;
  return (
    <Table
      caption="The latest verifications of the whole ledger"
      heads={["When", "Of", "Result", "In the verifier’s words"]}
      rows={verifications.map(({ id, endedAt, size, ok, words }) => ({
        key: String(id),
        cells: [
          <span key="at" className="font-normal whitespace-nowrap">
            <When at={endedAt} zone={zone} brief />
          </span>,
          <span key="size" className="whitespace-nowrap tabular-nums">
            {counted(size)}
          </span>,
          <span
            key="ok"
            className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${ok ? "text-good-ink" : "text-bad-ink"}`}
          >
            <Icon name={ok ? "done" : "broken"} />
            {ok ? "verifies" : "does not verify"}
          </span>,
          <span key="words" className="text-sm wrap-anywhere text-muted">
            {words}
          </span>,
        ],
      }))}
    />
  );
}
