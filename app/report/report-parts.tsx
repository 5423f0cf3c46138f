import type { ReactNode } from "react";
import { BarFills } from "@/components/record/type-bar";
import type { ReportFilter } from "@/lib/report/report-filter";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import { CoveragePart } from "./coverage-part";
import { ExceptionsPart } from "./exceptions-part";
import { Measures } from "./figures/measures";
import { Totals } from "./figures/totals";
import { ImportedPart } from "./imported-part";
import { LedgerPart } from "./ledger-part";
import type { LoadedReport } from "./load";
import { Part } from "./part";
import { PopulationPart } from "./population-part";
import { RefusedPart } from "./refused-part";
import { SamplePart } from "./sample-part";
import { SignatureBlock } from "./signature-block";
import { SummaryPart } from "./summary-part";

type Generated = NonNullable<LoadedReport["generated"]>;
type Props = Pick<Generated, "report" | "proof"> & { filterText: string; formatTime: TimeFormatter };

type ReportSection = {
  readonly heading: string;
  readonly className?: string;
  readonly content: (props: Props) => ReactNode;
  /** Where less than everything is shown, what of it shows this. */
  readonly shownIn: readonly ReportFilter["part"][];
  /** Without it the section is in every report. */
  readonly isPresent?: (report: Props["report"]) => boolean;
};

const sections: readonly ReportSection[] = [
  {
    heading: "What this report covers",
    content: ({ report: { population, hash, versions }, filterText }) => (
      <CoveragePart population={population} hash={hash} filterLabel={filterText} versions={versions} />
    ),
    shownIn: ["summary", "sample"],
  },
  {
    heading: "Totals by type and outcome",
    content: ({ report: { audits, period, moment } }) => <Totals audits={audits} period={period} zone={moment.zone} />,
    shownIn: ["summary"],
  },
  {
    heading: "Measures",
    content: ({ report: { audits, moment } }) => <Measures audits={audits} now={moment.now} />,
    shownIn: ["summary"],
  },
  { heading: "Exceptions", content: ({ report }) => <ExceptionsPart report={report} />, shownIn: ["summary"] },
  {
    heading: "The population",
    content: ({ report, formatTime }) => <PopulationPart report={report} formatTime={formatTime} />,
    shownIn: [],
  },
  {
    heading: "Refused attempts",
    content: ({ report, formatTime }) => <RefusedPart attempts={report.attempts} formatTime={formatTime} />,
    shownIn: ["summary"],
  },
  {
    heading: "Sample and evidence sheets",
    content: ({ report, formatTime }) => <SamplePart report={report} formatTime={formatTime} />,
    shownIn: ["sample"],
  },
  {
    heading: "Imported records (outside this policy)",
    content: ({ report, formatTime }) => <ImportedPart report={report} formatTime={formatTime} />,
    shownIn: ["summary"],
    isPresent: ({ imported }) => imported.count > 0,
  },
  {
    heading: "The ledger",
    content: ({ proof, formatTime }) => <LedgerPart {...proof} formatTime={formatTime} />,
    shownIn: ["summary", "sample"],
  },
  {
    heading: "Signatures",
    className: "break-inside-avoid",
    content: () => <SignatureBlock />,
    shownIn: ["summary", "sample"],
  },
];

/** The numbered parts of a report: all of them, or those of the part that the reader chose; their numbers stay. */
export function ReportParts(props: Props) {
  const { part } = props.report.filter;
  const present = sections.filter(({ isPresent }) => isPresent?.(props.report) ?? true);
  const numbered = present.map((section, index) => ({ ...section, number: index + 1 }));
  const shown =
    part === undefined || part === "all" ? numbered : numbered.filter(({ shownIn }) => shownIn.includes(part));
  const afterSheets = props.report.sheets.length > 0 ? "break-before-page" : "";
  return (
    <>
      <BarFills />
      {part === "sample" ? null : <SummaryPart report={props.report} proof={props.proof} contents={shown} />}
      {shown.map(({ number, heading, className, content }) => (
        <Part
          key={heading}
          number={number}
          heading={heading}
          className={className ?? (heading === "The ledger" ? afterSheets : "")}
        >
          {content(props)}
        </Part>
      ))}
    </>
  );
}
