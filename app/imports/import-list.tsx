import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import type { ListedImport } from "@/db/imports/read-imports";
import { importNumber } from "@/lib/imports/imported-number";

/** What was imported when and by whom; withdrawn ones too. */
export const ImportList = ({ imports, zone }: { imports: readonly ListedImport[]; zone: string }) => (
  <Table
    caption="Imports"
    columns={["Import", "From", "File", "Records", "Rows left out", "Imported", "State"]}
    rows={imports.map((one) => ({
      key: String(one.id),
      cells: [
        <a key="number" className="link" href={`/imports/${importNumber(one.id)}`}>
          {importNumber(one.id)}
        </a>,
        one.sourceSystem,
        one.fileName,
        <span key="count" className="tabular-nums">
          {one.recordCount.toLocaleString("en")}
        </span>,
        <span key="left" className="tabular-nums">
          {one.leftOut.toLocaleString("en")}
        </span>,
        <span key="at">
          {one.importedBy}, <DateTime at={one.importedAt} zone={zone} isBrief />
        </span>,
        one.status === "withdrawn" ? "Withdrawn" : "Shown",
      ],
    }))}
  />
);
