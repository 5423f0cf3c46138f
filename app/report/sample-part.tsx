import { DeferredRows } from "@/components/basics/deferred-rows";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import { maxSheets, type Report } from "./load-report";
import { EvidenceSheet } from "./sheets/evidence-sheet";
import { SampleList } from "./sheets/sample-list";

export function SamplePart({ report, formatTime }: { report: Report; formatTime: TimeFormatter }) {
  const { sampleNumbers, seed, population, sheets, sheetsRequested, filter, moment } = report;
  return (
    <>
      {sampleNumbers ? (
        <SampleList numbers={sampleNumbers} populationSize={population.ids.length} seed={seed} />
      ) : (
        <p className="max-w-prose">
          {filter.sheets === "sample"
            ? "No sample was drawn. Enter the number of records to draw to see their evidence sheets here."
            : "No sample was drawn."}
        </p>
      )}
      {sheetsRequested > maxSheets ? (
        <p className="mt-2 max-w-prose">
          A report holds at most {maxSheets} evidence sheets. These are the first {maxSheets} of{" "}
          {sheetsRequested.toLocaleString("en")}. Draw a sample or choose a shorter period.
        </p>
      ) : null}
      <DeferredRows
        rows={sheets}
        renderRow={({ audit, wording }) => (
          <EvidenceSheet audit={audit} wording={wording} moment={moment} formatTime={formatTime} />
        )}
      />
    </>
  );
}
