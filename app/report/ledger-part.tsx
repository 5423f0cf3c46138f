import { Notice } from "@/components/basics/notice";
import { DefinitionList } from "@/components/record/definition-list";
import type { Ledger, Verification } from "@/db/ledger/read-ledger";
import { isFullyVerified, verificationProgressSentence } from "@/lib/ledger/verification-progress";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import { eventCount } from "../ledger/event-count";

type Props = {
  ledger: Ledger;
  /** The number of events when the report was requested. */
  totalEvents: number;
  note: string | null;
  formatTime: TimeFormatter;
};

/** The whole signed checkpoint, so that a printed report can be verified. */
export const LedgerPart = ({
  ledger: { size, waiting, checkpoints, verdict },
  totalEvents,
  note,
  formatTime,
}: Props) => (
  <>
    <p className="mb-3 max-w-prose">
      This report is built from events, and each event has one place in an append-only log. The checkpoint below signs
      the first events of that log. Keep it with this report: after any of these events is changed or removed, the log
      no longer matches the checkpoint.
    </p>
    <div className="mb-4">
      <VerificationNotice latest={verdict} totalEvents={totalEvents} formatTime={formatTime} />
    </div>
    <DefinitionList
      rows={[
        {
          term: "In the log",
          value: `${eventCount(size)}${waiting.count > 0 ? `; ${eventCount(waiting.count)} not in the log yet` : ""}`,
        },
        {
          term: "Last checkpoint",
          value: checkpoints[0]
            ? `${eventCount(checkpoints[0].size)}, signed ${formatTime(checkpoints[0].at)}${uncoveredText(checkpoints[0].size, size)}`
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

const uncoveredText = (signed: number, size: number): string =>
  size > signed
    ? `; the next one, within ten minutes or on request, covers the ${eventCount(size - signed)} since`
    : "";

function VerificationNotice({
  latest,
  totalEvents,
  formatTime,
}: {
  latest: Verification | null;
  totalEvents: number;
  formatTime: TimeFormatter;
}) {
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
  const { ok, message, size, endedAt } = latest;
  if (ok)
    return (
      <Notice
        tone={isFullyVerified({ verified: size, whole: totalEvents }) ? "good" : "warn"}
        heading={verificationProgressSentence({ verified: size, whole: Math.max(size, totalEvents) })}
      >
        <p className="wrap-anywhere">
          Verified {formatTime(endedAt)}. {message}
        </p>
        {isFullyVerified({ verified: size, whole: totalEvents }) ? null : (
          <p>The rest was not verified when this report was generated. Generate it again before you sign.</p>
        )}
      </Notice>
    );
  return (
    <div role="alert" className="break-inside-avoid border-4 border-bad-ink px-4 py-3">
      <p className="text-2xl font-semibold text-bad-ink">The ledger does not verify</p>
      <p className="mt-1 text-lg font-medium wrap-anywhere">{message}</p>
      <p className="mt-1">
        Found {formatTime(endedAt)}. Do not rely on this report until you know why. What to do is on{" "}
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
