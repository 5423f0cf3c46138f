import { Notice } from "@/components/basics/notice";
import { Main } from "@/components/shell/main";
import { PrintHeaderFooter } from "@/components/shell/print-header-footer";
import { formatDateTime } from "@/lib/time/format";
import { timeFormatterFor } from "@/lib/time/time-formatter";
import { filterLabel, periodLabel } from "./figures/filter-labels";
import { ReportForm } from "./form/report-form";
import { BrokenLedger } from "./ledger-part";
import type { LoadedReport } from "./load";
import { Part } from "./part";
import { PopulationPart } from "./population-part";
import { ReportHead } from "./report-head";
import { ReportParts } from "./report-parts";

type Props = NonNullable<LoadedReport["generated"]> & {
  /** Part of an evidence pack: nothing can be chosen there. */
  isFile?: boolean;
};

export function GeneratedReport({
  report,
  filterOptions,
  proof,
  after,
  organisation,
  generatedBy,
  shortened,
  isDemo,
  isFile = false,
}: Props) {
  const { filter, period, moment } = report;
  const { zone } = moment;
  const formatTime = timeFormatterFor(zone);
  const [generatedAt, periodText, filterText] = [
    formatDateTime(moment.now, zone),
    periodLabel(period),
    filterLabel(filter, filterOptions),
  ];
  return (
    <Main className="report">
      <PrintHeaderFooter
        left={`${organisation}: change report`}
        right={[periodText, filterText].filter(Boolean).join(", ")}
        footer={`Generated ${generatedAt} by ${generatedBy}${isDemo ? ", demonstration data" : ""}`}
      />
      <ReportHead {...{ organisation, filterText, generatedAt, zone, isDemo, generatedBy }} period={periodText} />
      {shortened ? <Notice>{shortened}</Notice> : null}
      <BrokenLedger ledger={proof.ledger} />
      {isFile ? null : <ReportForm {...{ filter, period, zone, filterOptions }} now={moment.now} />}
      {after > 0 ? (
        <Part number={5} heading="The population, continued">
          <PopulationPart report={report} formatTime={formatTime} />
        </Part>
      ) : (
        <ReportParts report={report} proof={proof} filterText={filterText} formatTime={formatTime} />
      )}
    </Main>
  );
}
