import { BarFills } from "@/components/record/type-bar";
import type { Teller } from "@/lib/time/format-many";
import { Covered } from "./covered";
import { ExceptionsPart } from "./exceptions-part";
import { LedgerPart } from "./ledger-part";
import type { LoadedReport } from "./load";
import { Measures } from "./measures";
import { Part } from "./part";
import { PopulationPart } from "./population-part";
import { RefusedPart } from "./refused-part";
import { SamplePart } from "./sample-part";
import { Sign } from "./sign";
import { Totals } from "./totals";

type Drawn = NonNullable<LoadedReport["drawn"]>;
type Props = Pick<Drawn, "report" | "proof"> & { filtered: string; tell: Teller };

export function ReportParts({ report, proof, filtered, tell }: Props) {
  const { population, hash, versions, traces, period, moment } = report;
  return (
    <>
      <BarFills />
      <Part number={1} heading="What this report covers">
        <Covered population={population} hash={hash} filtered={filtered} versions={versions} />
      </Part>
      <Part number={2} heading="Totals by type and outcome">
        <Totals traces={traces} period={period} zone={moment.zone} />
      </Part>
      <Part number={3} heading="Measures">
        <Measures traces={traces} now={moment.now} />
      </Part>
      <Part number={4} heading="Exceptions">
        <ExceptionsPart report={report} />
      </Part>
      <Part number={5} heading="The population">
        <PopulationPart report={report} tell={tell} />
      </Part>
      <Part number={6} heading="Refused attempts">
        <RefusedPart attempts={report.attempts} tell={tell} />
      </Part>
      <Part number={7} heading="Sample and evidence sheets">
        <SamplePart report={report} tell={tell} />
      </Part>
      <Part number={8} heading="The ledger" className={report.sheets.length > 0 ? "break-before-page" : ""}>
        <LedgerPart {...proof} tell={tell} />
      </Part>
      <Part number={9} heading="Signatures" className="break-inside-avoid">
        <Sign />
      </Part>
    </>
  );
}
