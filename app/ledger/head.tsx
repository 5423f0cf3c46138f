import { Facts } from "@/components/record/facts";
import { When } from "@/components/record/when";
import { type Ledger, waitingCounted } from "@/db/ledger/read-ledger";
import { age } from "@/lib/time/format";
import { counted } from "./counted";

/** The newest signed head and its verifier key. */
export function Head({ ledger: { now, size, waiting, checkpoints }, zone }: { ledger: Ledger; zone: string }) {
  const [newest] = checkpoints;
  return (
    <Facts
      rows={[
        { term: "In the log", answer: counted(size) },
        { term: "Waiting for a place", answer: waiting.count > 0 ? <Waiting waiting={waiting} zone={zone} /> : "none" },
        {
          term: "Last checkpoint",
          answer: newest ? (
            <>
              {counted(newest.size)}, signed <When at={newest.at} zone={zone} />, {age(newest.at, now)} ago
            </>
          ) : null,
        },
        { term: "Root", answer: newest ? <code className="text-sm break-all">{newest.root}</code> : null },
        {
          term: "Verifier key",
          answer: newest ? <code className="text-sm break-all">{newest.verifierKey}</code> : null,
        },
      ]}
    />
  );
}

const Waiting = ({ waiting: { count, since }, zone }: { waiting: Ledger["waiting"]; zone: string }) => (
  <>
    {counted(count)}
    {count >= waitingCounted ? " or more" : ""}
    {since ? (
      <>
        , the first received <When at={since} zone={zone} />
      </>
    ) : null}
  </>
);
