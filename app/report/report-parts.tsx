import { BarFills } from "@/components/record/type-bar";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import { CoveragePart } from "./coverage-part";
import { ExceptionsPart } from "./exceptions-part";
import { LedgerPart } from "./ledger-part";
import type { LoadedReport } from "./load";
import { Measures } from "./measures";
import { Part } from "./part";
import { PopulationPart } from "./population-part";
import { RefusedPart } from "./refused-part";
import { SamplePart } from "./sample-part";
import { SignatureBlock } from "./signature-block";
import { Totals } from "./totals";

type Generated = NonNullable<LoadedReport["generated"]>;
type Props = Pick<Generated, "report" | "proof"> & { filterText: string; formatTime: TimeFormatter };

export function ReportParts({ report, proof, filterText, formatTime }: Props) {
  const { population, hash, versions, audits, period, moment } = report;
  return (
    <>
      <BarFills />
      <Part number={1} heading="What this report covers">
        <CoveragePart population={population} hash={hash} filterLabel={filterText} versions={versions} />
      </Part>
      <Part number={2} heading="Totals by type and outcome">
        <Totals audits={audits} period={period} zone={moment.zone} />
      </Part>
      <Part number={3} heading="Measures">
        <Measures audits={audits} now={moment.now} />
      </Part>
      <Part number={4} heading="Exceptions">
        <ExceptionsPart report={report} />
      </Part>
      <Part number={5} heading="The population">
        <PopulationPart report={report} formatTime={formatTime} />
      </Part>
      <Part number={6} heading="Refused attempts">
        <RefusedPart attempts={report.attempts} formatTime={formatTime} />
      </Part>
      <Part number={7} heading="Sample and evidence sheets">
        <SamplePart report={report} formatTime={formatTime} />
      </Part>
      <Part number={8} heading="The ledger" className={report.sheets.length > 0 ? "break-before-page" : ""}>
        <LedgerPart {...proof} formatTime={formatTime} />
      </Part>
      <Part number={9} heading="Signatures" className="break-inside-avoid">
        <SignatureBlock />
      </Part>
    </>
  );
}
