import type { ImportReport } from "@/app/_steps/actions/systems-upload";
import { Disclosure } from "@/components/basics/disclosure";
import { Notice } from "@/components/basics/notice";
import { UploadForm } from "@/components/form/upload-form";
import { systemColumns } from "@/lib/systems/systems-file-rows";
import { ImportPreview } from "./import-preview";
import type { LoadedRegister } from "./load-register";
import { RowList } from "./row-list";

type Props = NonNullable<LoadedRegister["imported"]>;

export const ImportFile = ({ formDraft, report, found, zone }: Props) => (
  <div id="import" className="scroll-mt-4">
    <Disclosure summary="Import a CSV file" open={formDraft !== null}>
      {report ? <ImportReportNotice report={report} /> : null}
      {found ? <ImportPreview found={found} /> : null}
      {formDraft?.sentence ? (
        <Notice role="alert" tone="warn" heading="Nothing was imported">
          <p>{formDraft.sentence}</p>
        </Notice>
      ) : null}
      <UploadForm
        action="/systems/upload"
        label={found || report ? "Another CSV file" : "CSV file"}
        hint={hintFor(zone)}
        accept=".csv,.txt,.tsv,text/csv,text/tab-separated-values,text/plain"
        error={formDraft?.errors.file}
        className="max-w-xl"
      />
    </Disclosure>
  </div>
);

const hintFor = (zone: string) =>
  `At most 2 MB. The first line names the columns: ${systemColumns.join(", ")}; the first two are required. Separate links with spaces. Dates are in ${zone}; a system is managed until the end of its last day. Empty cells change nothing.`;

function ImportReportNotice({ report: { title, counts, rows } }: { report: ImportReport }) {
  const [registered, amended, unchanged, wrong] = counts;
  return (
    <Notice role="status" tone={wrong > 0 ? "warn" : "good"} heading={`“${title}” was imported`}>
      <p>
        {`${registered.toLocaleString("en")} registered, ${amended.toLocaleString("en")} changed, ${unchanged.toLocaleString("en")} already registered, ${wrong.toLocaleString("en")} not imported.`}
      </p>
      <RowList summary="Result of each row" rows={rows} />
    </Notice>
  );
}
