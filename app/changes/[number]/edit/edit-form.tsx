import { ClientPicker } from "@/app/_record/client-picker";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { changeFields, changeFormValues } from "@/lib/changes/change-fields";
import { fixedByEntry } from "../../new/entry-scope";
import type { LoadedEdit } from "./load";

/** Fields that the catalogue entry fixes are left out. */
export const EditForm = ({ path, change, entry, offered, formOptions, formDraft }: LoadedEdit) => (
  <>
    {entry ? null : (
      <div className="mb-6">
        <ClientPicker path={path} systemOptions={offered} />
      </div>
    )}
    <StepFormWithDraft
      step="edit"
      recordType="change"
      type={change.type}
      id={change.id}
      seq={change.stepSeq}
      options={formOptions}
      formDraft={formDraft}
      values={changeFormValues(change, changeFields)}
      omittedFields={entry ? fixedByEntry : ["entryValues"]}
      variant="primary"
      label="Save changes"
    />
  </>
);
