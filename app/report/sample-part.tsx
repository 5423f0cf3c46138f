import { Piecewise } from "@/components/basics/piecewise";
import type { Teller } from "@/lib/time/format-many";
import { mostSheets, type Report } from "./load-report";
import { DrawnSample } from "./sheets/drawn-sample";
import { EvidenceSheet } from "./sheets/evidence-sheet";

export function SamplePart({ report, tell }: { report: Report; tell: Teller }) {
  const { drawn, seed, population, sheets, sheetsWanted, filter, moment } = report;
  return (
    <>
      {drawn ? (
        <DrawnSample numbers={drawn} of={population.ids.length} seed={seed} />
      ) : (
        <p className="max-w-prose">
          {filter.sheets === "sample"
            ? "No sample was drawn. Enter the number of records to draw to see their evidence sheets here."
            : "No sample was drawn."}
        </p>
      )}
      {sheetsWanted > mostSheets ? (
        <p className="mt-2 max-w-prose">
          A report holds at most {mostSheets} evidence sheets. These are the first {mostSheets} of{" "}
          {sheetsWanted.toLocaleString("en")}. Draw a sample or choose a shorter period.
        </p>
      ) : null}
      <Piecewise
        of={sheets}
        draw={({ trace, words }) => <EvidenceSheet trace={trace} words={words} moment={moment} tell={tell} />}
      />
    </>
  );
}
