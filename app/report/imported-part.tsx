import { ImportedTable } from "@/app/imports/imported-table";
import { Table } from "@/components/basics/table";
import { type ReportFilter, reportPath } from "@/lib/report/report-filter";
import type { TimeFormatter } from "@/lib/time/time-formatter";
import type { Report } from "./load-report";

type Props = { report: Pick<Report, "imported" | "filter" | "moment">; formatTime: TimeFormatter };

/** Counted apart: no total, sample or measure of this report has them in it. */
export function ImportedPart({ report: { imported, filter, moment }, formatTime }: Props) {
  const { count, sources, records } = imported;
  return (
    <>
      <p className="mb-3 max-w-prose break-after-avoid">
        {`${count === 1 ? "One record" : `${count.toLocaleString("en")} records`} of other systems, imported afterwards. They did not go through this policy: nobody here reviewed or approved them, and nothing else in this report counts them.`}
      </p>
      <Table
        caption="Imported records by system"
        columns={["System", "Records", "First", "Last"]}
        rows={sources.map((source) => ({
          key: source.sourceSystem,
          cells: [
            source.sourceSystem,
            source.count.toLocaleString("en"),
            formatTime(source.first),
            formatTime(source.last),
          ],
        }))}
      />
      {records.length > 0 ? (
        <div className="mt-4">
          {records.length < count ? (
            <p className="mb-2">{`The first ${records.length.toLocaleString("en")} are listed; the CSV file has all.`}</p>
          ) : null}
          <ImportedTable caption="Imported records (outside this policy)" records={records} zone={moment.zone} />
        </div>
      ) : null}
      <p className="mt-3 print:hidden">
        <ImportedFile filter={filter} />
      </p>
    </>
  );
}

const ImportedFile = ({ filter }: { filter: ReportFilter }) => (
  <a className="link" href={reportPath(filter, "/report/imported.csv")}>
    Imported records as CSV
  </a>
);
