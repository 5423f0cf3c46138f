import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { RunningHead } from "@/components/shell/running-head";
import { tellPlainly } from "@/lib/time/format";
import { tellerIn } from "@/lib/time/format-many";
import { filterWords, periodWords } from "./filter-words";
import { BrokenLedger } from "./ledger-part";
import type { LoadedReport } from "./load";
import { Part } from "./part";
import { PopulationPart } from "./population-part";
import { ReportForm } from "./report-form";
import { ReportHead } from "./report-head";
import { ReportParts } from "./report-parts";

type Props = NonNullable<LoadedReport["drawn"]>;

export function DrawnReport({ report, places, proof, after, organisation, by, shortened, isDemo }: Props) {
  const { filter, period, moment } = report;
  const { zone } = moment;
  const tell = tellerIn(zone);
  const [drawn, days, filtered] = [tellPlainly(moment.now, zone), periodWords(period), filterWords(filter, places)];
  return (
    <Main className="report">
      <RunningHead
        left={`${organisation}: change report`}
        right={[days, filtered].filter(Boolean).join(", ")}
        foot={`Generated ${drawn} by ${by}${isDemo ? ", demonstration data" : ""}`}
      />
      <ReportHead {...{ organisation, filtered, drawn, zone, isDemo, by }} period={days} />
      {shortened ? <Notice>{shortened}</Notice> : null}
      <BrokenLedger ledger={proof.ledger} />
      <ReportForm {...{ filter, period, zone, places }} now={moment.now} />
      {after > 0 ? (
        <Part number={5} heading="The population, continued">
          <PopulationPart report={report} tell={tell} />
        </Part>
      ) : (
        <ReportParts report={report} proof={proof} filtered={filtered} tell={tell} />
      )}
    </Main>
  );
}
