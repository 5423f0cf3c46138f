import { Empty } from "@/components/basics/empty";
import { reportPath } from "@/lib/report/filter";
import type { Teller } from "@/lib/time/format-many";
import type { Report } from "./load-report";
import { PopulationTable } from "./population-table";

export function PopulationPart({ report, tell }: { report: Report; tell: Teller }) {
  const { listed, population, filter, goOnAfter } = report;
  const [first, last] = [listed[0]?.trace.number, listed.at(-1)?.trace.number];
  if (listed.length === 0) return <Empty>No changes were opened in this period, or none match the filter.</Empty>;
  return (
    <>
      {listed.length < population.ids.length ? (
        <p className="mb-3 max-w-prose">
          This page lists {listed.length.toLocaleString("en")} of {population.ids.length.toLocaleString("en")} changes,{" "}
          {first} to {last}. The CSV lists all of them.
        </p>
      ) : null}
      <PopulationTable records={listed} tell={tell} />
      {goOnAfter ? (
        <p className="mt-3 print:hidden">
          <a className="link" href={reportPath(filter, "/report", { after: String(goOnAfter) })}>
            Continue after {last}
          </a>
        </p>
      ) : null}
    </>
  );
}
