import { useId } from "react";
import type { ImportReport } from "@/app/_steps/actions/systems-file";
import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import { Notice } from "@/components/basics/notice";
import { Field, told } from "@/components/form/field";
import { systemColumns } from "@/lib/systems/systems-file-rows";
import { ImportPreview } from "./import-preview";
import type { LoadedRegister } from "./load-register";
import { RowList } from "./row-list";

type Props = NonNullable<LoadedRegister["imported"]>;

/** The form that sends a CSV file, the preview of the one that was sent, and the report of the one that was imported. */
export const ImportFile = ({ kept, report, found, zone }: Props) => (
  <div id="import" className="scroll-mt-4">
    <Disclosure summary="Import a CSV file" open={kept !== null}>
      {report ? <Report report={report} /> : null}
      {found ? <ImportPreview found={found} /> : null}
      {kept?.sentence ? (
        <Notice role="alert" tone="warn" heading="Nothing was imported">
          <p>{kept.sentence}</p>
        </Notice>
      ) : null}
      <SendFile error={kept?.errors.file} isAnother={found !== null || report !== null} zone={zone} />
    </Disclosure>
  </div>
);

function SendFile({ error, isAnother, zone }: { error?: string; isAnother: boolean; zone: string }) {
  const id = useId();
  const hint = `At most 2 MB. Its first line names the columns: ${systemColumns.join(", ")}; the first two are needed, and several links stand with a space between them. Days are read in ${zone}; a system is managed to the end of its last day. What is empty changes nothing.`;
  return (
    <form
      action="/systems/upload"
      method="post"
      encType="multipart/form-data"
      className="grid max-w-xl content-start gap-4"
    >
      <Field id={id} label={isAnother ? "Another CSV file" : "CSV file"} hint={hint} error={error} required>
        <input
          {...told(id, { hint, error })}
          type="file"
          name="file"
          accept=".csv,.txt,.tsv,text/csv,text/tab-separated-values,text/plain"
          required
          className="control"
        />
      </Field>
      <div>
        <Button type="submit" look="quiet">
          Preview the file
        </Button>
      </div>
    </form>
  );
}

function Report({ report: { title, counts, rows } }: { report: ImportReport }) {
  const [registered, amended, unchanged, wrong] = counts;
  return (
    <Notice role="status" tone={wrong > 0 ? "warn" : "good"} heading={`“${title}” was imported`}>
      <p>
        {`${registered.toLocaleString("en")} registered, ${amended.toLocaleString("en")} changed, ${unchanged.toLocaleString("en")} already registered, ${wrong.toLocaleString("en")} not taken.`}
      </p>
      <RowList summary="What came of each row" rows={rows} />
    </Notice>
  );
}
