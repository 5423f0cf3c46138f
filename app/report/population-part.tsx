import { EmptyState } from "@/components/basics/empty-state";
import { reportPath } from "@/lib/report/report-filter";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import { BriefPopulationTable } from "./brief-population-table";
import type { Report } from "./load-report";
import { PopulationTable } from "./population-table";

export function PopulationPart({ report, formatTime }: { report: Report; formatTime: TimeFormatter }) {
  const { listed, population, filter, nextAfter, isBrief } = report;
  const [first, last] = [listed[0]?.audit.number, listed.at(-1)?.audit.number];
  if (listed.length === 0)
    return <EmptyState>No changes were opened in this period, or none match the filter.</EmptyState>;
  return (
    <>
      {isBrief ? (
        <p className="mb-3 max-w-prose">
          This page lists {listed.length.toLocaleString("en")} of {population.ids.length.toLocaleString("en")} changes,{" "}
          {first} to {last}, a line each.{" "}
          <a className="link" href={reportPath({ ...filter, part: "all" })}>
            Everything on one page
          </a>{" "}
          shows the five facts and every person and time. The CSV lists all of them.
        </p>
      ) : null}
      {isBrief ? (
        <BriefPopulationTable records={listed} formatTime={formatTime} />
      ) : (
        <PopulationTable records={listed} formatTime={formatTime} />
      )}
      {nextAfter ? (
        <p className="mt-3 print:hidden">
          <a className="link" href={reportPath(filter, "/report", { after: String(nextAfter) })}>
            Continue after {last}
          </a>
        </p>
      ) : null}
    </>
  );
}
