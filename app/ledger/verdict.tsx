import { Code } from "@/components/basics/code";
import { Notice } from "@/components/basics/notice";
import { When } from "@/components/record/when";
import type { Ledger } from "@/db/ledger/read-ledger";
import { isAll, soFarWords } from "@/lib/ledger/verified-so-far";

/** The latest verification, and what to do when it failed. */
export function Verdict({ ledger, zone }: { ledger: Ledger; zone: string }) {
  const latest = ledger.verdict;
  if (!latest)
    return (
      <Notice heading="The ledger has not been verified yet.">
        <p>That happens soon after the start, once a day, and whenever somebody asks for it.</p>
        {ledger.verifications.length > 0 ? (
          <p>What stands below as found was not signed with the ledger’s key, so it proves nothing.</p>
        ) : null}
      </Notice>
    );
  const soFar = { verified: latest.size, whole: ledger.size + ledger.waiting.count };
  if (latest.ok)
    return (
      <Notice tone={isAll(soFar) ? "good" : "plain"} heading={`${soFarWords(soFar)}.`}>
        <p>
          Verified <When at={latest.endedAt} zone={zone} />.
          {isAll(soFar)
            ? null
            : " What came later is verified every night, before a report is drawn, and when somebody asks for it."}
        </p>
        <p className="text-sm wrap-anywhere text-muted">{latest.words}</p>
      </Notice>
    );
  return (
    <Notice tone="bad" role="alert">
      <p className="text-xl font-semibold text-bad-ink">The ledger does not verify</p>
      <p>
        Found <When at={latest.endedAt} zone={zone} />: <strong className="wrap-anywhere">{latest.words}</strong>
      </p>
      <p className="max-w-prose">
        Somebody changed, removed or added records past the product, or the database was damaged or restored from an
        older copy. Until it is known which:
      </p>
      <ol className="max-w-prose list-decimal pl-5">
        <li>Treat it as an incident, and rely on no report made from now on.</li>
        <li>Repair nothing. Make a copy of the database as it is, and of its server’s log.</li>
        <li>
          Collect the checkpoints and reports that were handed out. <Code>npm run ledger:verify</Code> with{" "}
          <Code>--checkpoint</Code> says for each whether the log still begins with it.
        </li>
        <li>Compare with a backup from before, and find out who could write to the database in between.</li>
      </ol>
    </Notice>
  );
}
