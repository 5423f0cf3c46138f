import { Table } from "@/components/basics/table";
import type { ImportedRow } from "@/db/imports/imported-row";
import { importedNumber } from "@/lib/imports/imported-number";
import { ImportedTimes } from "./imported-times";

type Props = { caption: string; records: readonly ImportedRow[]; zone: string; isStruck?: boolean };

/** Imported records in the words of their files; those of a withdrawn import are struck out. */
export const ImportedTable = ({ caption, records, zone, isStruck = false }: Props) => (
  <Table
    caption={caption}
    columns={["Imported record", "Title", "From", "Status there", "Client, system", "When"]}
    rows={records.map((record) => {
      const number = importedNumber(record.importId, record.rowNumber);
      return {
        key: number,
        cells: [
          <a key="number" className="link" href={`/imports/${number}`}>
            {isStruck ? <s>{number}</s> : number}
          </a>,
          isStruck ? <s key="title">{record.title}</s> : record.title,
          `${record.sourceSystem} ${record.foreignNumber}`,
          record.foreignStatus,
          [record.client, record.system].filter(Boolean).join(", "),
          <ImportedTimes key="times" starts={record.starts} ends={record.ends} zone={zone} />,
        ],
      };
    })}
  />
);
