import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import type { LogHead } from "@/db/read-log-head";
import type { Teller } from "@/lib/time-teller";

/** The head of the ledger as it was signed last, whole, so that paper can show it to whoever verifies; and whether it verifies. */
export const LedgerPart = ({
  head: { size, waiting, checkpoint, verified },
  tell,
}: {
  head: LogHead;
  tell: Teller;
}) => (
  <>
    <p className="mb-3 max-w-prose">
      Everything in this report comes from events, and every event has one place in one log that is only ever added to.
      The checkpoint below is signed over the first events of that log. Keep this sheet: whoever changes an event
      afterwards, or takes one away, can no longer show a log that fits this checkpoint.
    </p>
    <div className="mb-4">
      <Verified verified={verified} tell={tell} />
    </div>
    <Facts
      rows={[
        {
          term: "Events in the log",
          answer: `${size.toLocaleString("en")}${waiting > 0 ? `, and ${waiting.toLocaleString("en")} that wait for their place` : ""}`,
        },
        {
          term: "Checkpoint",
          answer: checkpoint
            ? `of the first ${checkpoint.size.toLocaleString("en")} events, signed ${tell(checkpoint.at)}`
            : "none is signed yet",
        },
      ]}
    />
    {checkpoint ? (
      <>
        <Verbatim heading="The checkpoint, as it is signed" text={checkpoint.note} />
        {checkpoint.key ? <Verbatim heading="The key to check its signature with" text={checkpoint.key} /> : null}
      </>
    ) : null}
  </>
);

function Verified({ verified, tell }: { verified: LogHead["verified"]; tell: Teller }) {
  if (!verified)
    return (
      <Notice tone="warn" heading="The ledger is not verified yet">
        <p>No verification of the whole ledger has been recorded so far.</p>
      </Notice>
    );
  const { ok, words, size, at } = verified;
  if (!ok)
    return (
      <div role="alert" className="break-inside-avoid border-4 border-bad-ink px-4 py-3">
        <p className="text-2xl font-semibold text-bad-ink">The ledger does not verify</p>
        <p className="mt-1 text-lg wrap-anywhere">{words}</p>
        <p className="mt-1">Found {tell(at)}. Do not rely on this report before this is explained.</p>
      </div>
    );
  return (
    <Notice tone="good" heading="The ledger verifies">
      <p className="wrap-anywhere">
        {words} Verified {tell(at)}, {size.toLocaleString("en")} events.
      </p>
    </Notice>
  );
}

const Verbatim = ({ heading, text }: { heading: string; text: string }) => (
  <div className="mt-3 break-inside-avoid">
    <p className="mb-1 text-sm text-muted">{heading}</p>
    <pre className="rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm whitespace-pre-wrap break-all print:bg-transparent">
      {text.trimEnd()}
    </pre>
  </div>
);
