import { RowList } from "@/app/systems/row-list";
import { Notice } from "@/components/basics/notice";
import { Table } from "@/components/basics/table";
import { rowReport } from "@/lib/imports/row-report";
import { encodingNote } from "@/lib/text/decode-text";
import { ImportedTimes } from "../imported-times";
import type { LoadedReading } from "./load";

const previewedRows = 20;
/** As much as a page says of rows that cannot be read. */
const maxReportLength = 100_000;

/** The first rows as they would be imported, and every row that cannot be read. */
export function ReadingPreview({ upload, read: { rows, invalid } }: LoadedReading) {
  const { title, sourceName, encoding, reading } = upload;
  return (
    <div className="mb-6 grid gap-4">
      <Notice
        role="status"
        tone={invalid.length > 0 ? "warn" : "plain"}
        heading={`Preview of “${title}” from ${sourceName}. Nothing is imported yet.`}
      >
        <p>{`${rowCount(rows.length)} can be read, ${rowCount(invalid.length)} cannot.`}</p>
        {encodingNote(encoding) ? <p>{encodingNote(encoding)}</p> : null}
        {invalid.length > 0 ? (
          <RowList
            summary={`${rowCount(invalid.length)} that cannot be read`}
            rows={rowReport(invalid, maxReportLength)}
            open={invalid.length <= 50}
          />
        ) : null}
      </Notice>
      {rows.length > 0 ? (
        <Table
          caption={`The first ${Math.min(rows.length, previewedRows)} rows as they would be imported`}
          columns={[
            "Number there",
            "Title",
            "Type, status",
            "Client, system",
            "Requested, approved by",
            "Planned",
            "Actual",
            "Outcome",
          ]}
          rows={rows.slice(0, previewedRows).map(({ line, record }) => ({
            key: String(line),
            cells: [
              record.foreignNumber,
              clip(record.title),
              joined(record.foreignType, record.foreignStatus),
              joined(record.client, record.system),
              joined(record.requestedBy, record.approvedBy),
              <ImportedTimes key="planned" starts={record.plannedStart} ends={record.plannedEnd} zone={reading.zone} />,
              <ImportedTimes key="actual" starts={record.actualStart} ends={record.actualEnd} zone={reading.zone} />,
              clip(record.outcome ?? ""),
            ],
          }))}
        />
      ) : null}
    </div>
  );
}

const rowCount = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`;
const clip = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text);
const joined = (...texts: readonly (string | null)[]): string => clip(texts.filter((text) => text !== null).join(", "));
