import { Code } from "@/components/basics/code";
import { Notice } from "@/components/basics/notice";
import { DateTime } from "@/components/record/date-time";
import type { Ledger } from "@/db/ledger/read-ledger";
import { isFullyVerified, verificationProgressSentence } from "@/lib/ledger/verification-progress";

/** The latest verification, and what to do when it failed. */
export function Verdict({ ledger, zone }: { ledger: Ledger; zone: string }) {
  const latest = ledger.verdict;
  if (!latest)
    return (
      <Notice heading="The ledger has not been verified yet.">
        <p>Verification runs soon after the start, once a day and on request.</p>
        {ledger.verifications.length > 0 ? (
          <p>The results below were not signed with the ledger’s key, so they prove nothing.</p>
        ) : null}
      </Notice>
    );
  const progress = { verified: latest.size, whole: ledger.size + ledger.waiting.count };
  if (latest.ok)
    return (
      <Notice
        tone={isFullyVerified(progress) ? "good" : "plain"}
        heading={`${verificationProgressSentence(progress)}.`}
      >
        <p>
          Verified <DateTime at={latest.endedAt} zone={zone} />.
          {isFullyVerified(progress)
            ? null
            : " Later events are verified every night, before a report is generated and on request."}
        </p>
        <p className="text-sm wrap-anywhere text-muted">{latest.message}</p>
      </Notice>
    );
  return (
    <Notice tone="bad" role="alert">
      <p className="text-xl font-semibold text-bad-ink">The ledger does not verify</p>
      <p>
        Found <DateTime at={latest.endedAt} zone={zone} />: <strong className="wrap-anywhere">{latest.message}</strong>
      </p>
      <p className="max-w-prose">
        Somebody changed, removed or added records outside Windlass, or the database was damaged or restored from an
        older copy. Until you know which:
      </p>
      <ol className="max-w-prose list-decimal pl-5">
        <li>Treat this as an incident, and do not rely on reports made from now on.</li>
        <li>Repair nothing. Copy the database as it is, and its server log.</li>
        <li>
          Collect the checkpoints and reports that were handed out. <Code>npm run ledger:verify</Code> with{" "}
          <Code>--checkpoint</Code> shows whether the log still begins with each of them.
        </li>
        <li>Compare with an earlier backup, and find out who could write to the database in between.</li>
      </ol>
    </Notice>
  );
}
