import { EmptyState } from "@/components/basics/empty-state";
import { Icon } from "@/components/basics/icon";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import type { Verification } from "@/db/ledger/read-ledger";
import { eventCount } from "./event-count";

export function VerificationTable({ verifications, zone }: { verifications: readonly Verification[]; zone: string }) {
  if (verifications.length === 0) return <EmptyState>No verifications yet.</EmptyState>;
  return (
    <Table
      caption="The latest verifications of the whole ledger"
      columns={["When", "Covers", "Result", "Verifier’s message"]}
      rows={verifications.map(({ id, endedAt, size, ok, message, isSigned }) => ({
        key: String(id),
        cells: [
          <span key="at" className="font-normal whitespace-nowrap">
            <DateTime at={endedAt} zone={zone} isBrief />
          </span>,
          <span key="size" className="whitespace-nowrap tabular-nums">
            {eventCount(size)}
          </span>,
          <Result
            key="ok"
            isGood={isSigned && ok}
            label={isSigned ? (ok ? "verifies" : "does not verify") : "not signed"}
          />,
          <span key="words" className="text-sm wrap-anywhere text-muted">
            {isSigned
              ? message
              : "This result is not signed with the ledger’s key, so it proves nothing. Somebody wrote it outside the worker, or the key is new."}
          </span>,
        ],
      }))}
    />
  );
}

const Result = ({ isGood, label: words }: { isGood: boolean; label: string }) => (
  <span
    className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${isGood ? "text-good-ink" : "text-bad-ink"}`}
  >
    <Icon name={isGood ? "done" : "broken"} />
    {words}
  </span>
);
