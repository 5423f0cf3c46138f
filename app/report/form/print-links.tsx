import { ButtonLink } from "@/components/basics/button";
import { PrintButton } from "@/components/shell/print-button";
import { type ReportFilter, reportParts, reportPath } from "@/lib/report/report-filter";

const partLabels = { summary: "Summary", sample: "Sample sheets", all: "All" } as const;

/** As many records as auditors draw most often. */
const usualSample = 25;

/** What to print. Each leads to the part, ready to print; there the browser's dialog is one click away. */
export function PrintLinks({ filter }: { filter: ReportFilter }) {
  const { part } = filter;
  return (
    <nav aria-label="Print" className="mt-3 flex flex-wrap items-center gap-2 border-t border-line pt-3">
      <span className="mr-3 min-w-22 text-sm text-muted max-sm:w-full">Print</span>
      {reportParts.map((one) => (
        <a
          key={one}
          className="chip"
          href={reportPath({ ...filter, part: one, ...(one === "sample" && { sample: filter.sample ?? usualSample }) })}
          aria-current={one === part ? "page" : undefined}
        >
          {partLabels[one]}
        </a>
      ))}
      {part ? (
        <>
          <span className="text-sm text-muted">This page shows what is printed.</span>
          <PrintButton />
          <ButtonLink href={reportPath({ ...filter, part: undefined })}>Back to the report</ButtonLink>
        </>
      ) : null}
    </nav>
  );
}
