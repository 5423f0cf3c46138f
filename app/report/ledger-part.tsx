import { Notice } from "@/components/basics/notice";
import { Facts } from "@/components/record/facts";
import type { Ledger, Verification } from "@/db/ledger/read-ledger";
import { isAll, soFarWords } from "@/lib/ledger/verified-so-far";
import type { Teller } from "@/lib/time/format-many";
import { counted } from "../ledger/counted";

type Props = {
  ledger: Ledger;
  /** The number of events when the report was requested. */
  whole: number;
  note: string | null;
  tell: Teller;
};

/** The whole signed checkpoint, so that a printed report can be verified. */
export const LedgerPart = ({ ledger: { size, waiting, checkpoints, verdict }, whole, note, tell }: Props) => (
  <>
    <p className="mb-3 max-w-prose">
      This report is built from events, and each event has one place in an append-only log. The checkpoint below signs
      the first events of that log. Keep it with this report: after any of these events is changed or removed, the log
      no longer matches the checkpoint.
    </p>
    <div className="mb-4">
      <Verified latest={verdict} whole={whole} tell={tell} />
    </div>
    <Facts
      rows={[
        {
          term: "In the log",
          answer: `${counted(size)}${waiting.count > 0 ? `; ${counted(waiting.count)} still waiting for a place` : ""}`,
        },
        {
          term: "Last checkpoint",
          answer: checkpoints[0]
            ? `${counted(checkpoints[0].size)}, signed ${tell(checkpoints[0].at)}${laterThan(checkpoints[0].size, size)}`
            : "none is signed yet",
        },
      ]}
    />
    {note ? <Verbatim heading="The signed checkpoint" text={note} /> : null}
    {checkpoints[0] ? <Verbatim heading="The verifier key" text={checkpoints[0].verifierKey} /> : null}
  </>
);

/** Shown before everything else when the ledger does not verify. */
export const BrokenLedger = ({ ledger: { verdict } }: { ledger: Ledger }) =>
  verdict && !verdict.ok ? (
    <div className="mb-6">
      <Notice tone="bad" heading="The ledger does not verify">
        <p>
          Do not rely on this report until you know why. The result is in{" "}
          <a className="link" href="#part-8">
            part 8
          </a>
          .
        </p>
      </Notice>
    </div>
  ) : null;

const laterThan = (signed: number, size: number): string =>
  size > signed ? `; the next one, within ten minutes or on request, covers the ${counted(size - signed)} since` : "";

function Verified({ latest, whole, tell }: { latest: Verification | null; whole: number; tell: Teller }) {
  if (!latest)
    return (
      <Notice tone="warn" heading="The ledger has not been verified yet">
        <p>
          Nobody has checked yet that the log is complete. See{" "}
          <a className="link" href="/ledger">
            the ledger
          </a>
          .
        </p>
      </Notice>
    );
  const { ok, words, size, endedAt } = latest;
  if (ok)
    return (
      <Notice
        tone={isAll({ verified: size, whole }) ? "good" : "warn"}
        heading={soFarWords({ verified: size, whole: Math.max(size, whole) })}
      >
        <p className="wrap-anywhere">
          Verified {tell(endedAt)}. {words}
        </p>
        {isAll({ verified: size, whole }) ? null : (
          <p>The rest was not verified when this report was generated. Generate it again before you sign.</p>
        )}
      </Notice>
    );
  return (
    <div role="alert" className="break-inside-avoid border-4 border-bad-ink px-4 py-3">
      <p className="text-2xl font-semibold text-bad-ink">The ledger does not verify</p>
      <p className="mt-1 text-lg font-medium wrap-anywhere">{words}</p>
      <p className="mt-1">
        Found {tell(endedAt)}. Do not rely on this report until you know why. What to do is on{" "}
        <a className="link" href="/ledger">
          the ledger’s page
        </a>
        .
      </p>
    </div>
  );
}

const Verbatim = ({ heading, text }: { heading: string; text: string }) => (
  <div className="mt-3 break-inside-avoid">
    <p className="mb-1 text-sm text-muted">{heading}</p>
    <pre className="rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm break-all whitespace-pre-wrap print:bg-transparent">
      {text.trimEnd()}
    </pre>
  </div>
);
