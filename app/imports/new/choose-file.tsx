import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { UploadForm } from "@/components/form/upload-form";
import { Section } from "@/components/shell/section";
import { maxImportedRows } from "@/lib/imports/parse-past-file";
import { sourceSystemIds, sourceSystems } from "@/lib/imports/source-systems";

const sources = sourceSystemIds.map((value) => ({ value, label: sourceSystems[value].name }));

/** Nothing is imported by choosing a file. */
export const ChooseFile = ({ error, isAnother }: { error?: string; isAnother: boolean }) => (
  <Section heading={isAnother ? "Or choose another file" : "1. Choose the file"}>
    <UploadForm
      action="/imports/upload"
      label="CSV or JSON file"
      hint={`At most 10 MB and ${maxImportedRows.toLocaleString("en")} rows. In CSV the first line names the columns; in JSON it is a list of objects, or an object with the list in “records”, “result” or “issues”.`}
      accept=".csv,.txt,.tsv,.json,text/csv,text/tab-separated-values,text/plain,application/json"
      error={error}
      className="max-w-xl"
    >
      <SelectField
        name="source"
        label="Exported from"
        hint="The mapping is suggested by the names of its columns."
        choices={sources}
        defaultValue={sourceSystemIds[0]}
        required
      />
      <TextField
        name="sourceName"
        label="Name of another system"
        hint="Only if it is none of these."
        lines={1}
        maxLength={100}
      />
    </UploadForm>
  </Section>
);
