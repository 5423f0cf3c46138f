import { isFullyVerified, verificationProgressSentence } from "@/lib/ledger/verification-progress";
import { periodFiguresOf } from "@/lib/report/figures/period-figures";
import { summaryFigures } from "@/lib/report/figures/summary";
import { ExceptionCounts } from "./exception-counts";
import { periodLabel } from "./figures/filter-labels";
import { SummaryTable } from "./figures/summary-table";
import type { LoadedReport } from "./load";
import type { Report } from "./load-report";

type Proof = NonNullable<LoadedReport["generated"]>["proof"];
type Props = {
  report: Report;
  proof: Proof;
  /** The parts that follow. */
  contents: readonly { readonly number: number; readonly heading: string }[];
};

/** The first page of a report: its figures beside those of the period before, its exceptions, and where everything stands. */
export function SummaryPart({ report, proof, contents }: Props) {
  const { audits, moment, before } = report;
  const figures = summaryFigures(periodFiguresOf(audits, moment.now), before?.figures ?? null);
  return (
    <section aria-labelledby="summary" className="mb-9 print:mb-0 print:break-after-page">
      <h2 id="summary" className="mb-2.5 border-b border-line-strong pb-1 text-lg font-semibold print:border-ink">
        Summary
      </h2>
      <SummaryTable figures={figures} before={before && periodLabel(before.period)} />
      {before ? null : (
        <p className="-mt-3 mb-5 text-sm text-muted">
          No change was opened before this period, so nothing is compared.
        </p>
      )}
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2 print:grid-cols-2">
        <ExceptionCounts report={report} />
        <div>
          <h3 className="mb-1 font-semibold">Contents</h3>
          <ol className="grid gap-y-0.5">
            {contents.map(({ number, heading }) => (
              <li key={number} className="flex gap-2">
                <span className="w-4 text-right text-muted tabular-nums">{number}</span>
                <a className="link" href={`#part-${number}`}>
                  {heading}
                </a>
              </li>
            ))}
          </ol>
        </div>
      </div>
      <LedgerSentence proof={proof} />
    </section>
  );
}

function LedgerSentence({ proof: { ledger, totalEvents } }: { proof: Proof }) {
  const { verdict } = ledger;
  if (!verdict) return <p className="mt-5">The ledger has not been verified yet.</p>;
  if (!verdict.ok) return <p className="mt-5 font-semibold text-bad-ink">The ledger does not verify.</p>;
  const whole = Math.max(verdict.size, totalEvents);
  return (
    <p className={`mt-5 ${isFullyVerified({ verified: verdict.size, whole: totalEvents }) ? "" : "text-warn-ink"}`}>
      {verificationProgressSentence({ verified: verdict.size, whole })}
    </p>
  );
}
