import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import { type Ledger, maxQueueCounted } from "@/db/ledger/read-ledger";
import { formatAge } from "@/lib/time/format";
import { eventCount } from "./event-count";

/** The newest signed head and its verifier key. */
export function LogHead({ ledger: { now, size, waiting, checkpoints }, zone }: { ledger: Ledger; zone: string }) {
  const [newest] = checkpoints;
  return (
    <DefinitionList
      rows={[
        { term: "In the log", value: eventCount(size) },
        {
          term: "Not in the log yet",
          value: waiting.count > 0 ? <WaitingEvents waiting={waiting} zone={zone} /> : "none",
        },
        {
          term: "Last checkpoint",
          value: newest ? (
            <>
              {eventCount(newest.size)}, signed <DateTime at={newest.at} zone={zone} />, {formatAge(newest.at, now)} ago
            </>
          ) : null,
        },
        { term: "Root", value: newest ? <code className="text-sm break-all">{newest.root}</code> : null },
        {
          term: "Verifier key",
          value: newest ? <code className="text-sm break-all">{newest.verifierKey}</code> : null,
        },
      ]}
    />
  );
}

const WaitingEvents = ({ waiting: { count, since }, zone }: { waiting: Ledger["waiting"]; zone: string }) => (
  <>
    {eventCount(count)}
    {count >= maxQueueCounted ? " or more" : ""}
    {since ? (
      <>
        , the first received <DateTime at={since} zone={zone} />
      </>
    ) : null}
  </>
);
