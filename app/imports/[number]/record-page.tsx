import { Notice } from "@/components/basics/notice";
import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import { PlainText } from "@/components/record/plain-text";
import { Main } from "@/components/shell/main";
import { PageHeader } from "@/components/shell/page-header";
import type { ImportedRecordRow } from "@/db/imports/read-imported-record";
import { importedFields } from "@/lib/imports/imported-fields";
import { importedNumber, importNumber } from "@/lib/imports/imported-number";
import { ImportedTimes } from "../imported-times";

type Props = { record: ImportedRecordRow; zone: string };

/** A record as its file had it: no steps, and no status of ours. */
export function RecordPage({ record, zone }: Props) {
  const number = importedNumber(record.importId, record.rowNumber);
  const from = importNumber(record.importId);
  const { registeredClient, registeredSystem } = record;
  const labels = importedFields;
  const times = (starts: string | null, ends: string | null) =>
    starts || ends ? <ImportedTimes starts={starts} ends={ends} zone={zone} /> : null;
  const rows = [
    { term: labels.foreignNumber.label, value: record.foreignNumber },
    { term: labels.foreignType.label, value: record.foreignType },
    { term: labels.foreignStatus.label, value: record.foreignStatus },
    {
      term: labels.client.label,
      value: record.client && (
        <InRegister words={record.client} path={registeredClient && `/systems?client=${registeredClient.id}`} />
      ),
    },
    {
      term: labels.system.label,
      value: record.system && (
        <InRegister words={record.system} path={registeredSystem && `/systems?system=${registeredSystem.id}`} />
      ),
    },
    { term: labels.requestedBy.label, value: record.requestedBy },
    { term: labels.approvedBy.label, value: record.approvedBy },
    { term: "Planned", value: times(record.plannedStart, record.plannedEnd) },
    { term: "Actual", value: times(record.actualStart, record.actualEnd) },
    { term: labels.outcome.label, value: record.outcome && <PlainText text={record.outcome} /> },
    { term: labels.link.label, value: record.link && <PlainText text={record.link} /> },
  ];
  return (
    <Main>
      <PageHeader
        title={record.title}
        above={
          <>
            <span className="font-semibold">{number}</span>
            <span className="text-muted">{`${record.sourceSystem} ${record.foreignNumber}`}</span>
          </>
        }
      />
      <div className="mb-6 grid gap-3">
        <Notice tone="warn" heading="Imported record: it did not go through this policy">
          <p>
            {`It is what ${record.sourceSystem} exported, imported as part of `}
            <a className="link" href={`/imports/${from}`}>
              {from}
            </a>{" "}
            on <DateTime at={record.importedAt} zone={zone} />. Nobody here reviewed or approved it.
          </p>
        </Notice>
        {record.importStatus === "withdrawn" ? (
          <Notice tone="bad" heading="Its import was withdrawn">
            <p>No list, calendar or report shows this record any more.</p>
          </Notice>
        ) : null}
      </div>
      <DefinitionList rows={rows.map((row) => ({ ...row, missing: "not in the file" }))} />
    </Main>
  );
}

/** The words of the file; where the register has that name, as a link to it. */
const InRegister = ({ words, path }: { words: string; path: string | null }) =>
  path ? (
    <a className="link" href={path}>
      {words}
    </a>
  ) : (
    <>
      {words} <span className="text-muted">(not in the register)</span>
    </>
  );
