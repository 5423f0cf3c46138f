import { DeferredRows } from "@/components/basics/deferred-rows";
import { standardControls } from "@/lib/report/standard-controls";
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
      {sheets.length > 0 ? <ControlNames /> : null}
      <DeferredRows
        rows={sheets}
        renderRow={({ audit, wording }) => (
          <EvidenceSheet audit={audit} wording={wording} moment={moment} formatTime={formatTime} />
        )}
      />
    </>
  );
}

/** What the names beside the checks of each sheet stand for. */
const ControlNames = () => (
  <>
    <p className="mt-3 max-w-prose">Each check of a sheet names the controls that it answers.</p>
    <ul className="list-disc pl-5">
      {Object.entries(standardControls).map(([name, { standard, requirement }]) => (
        <li key={name}>
          <b className="font-semibold">{name}</b> ({standard}): {requirement}
        </li>
      ))}
    </ul>
  </>
);
