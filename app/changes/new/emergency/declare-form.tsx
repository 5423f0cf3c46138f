import type { Loaded } from "@/app/_document/document";
import { ClientPicker } from "@/app/_record/client-picker";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { DeclareFields, declareFieldNames } from "./declare-fields";
import { type loadDeclare, path } from "./load";

type Props = NonNullable<Loaded<typeof loadDeclare>["form"]>;

export const DeclareForm = ({ offered, formOptions, formDraft }: Props) => (
  <div className="grid gap-6">
    <ClientPicker
      path={path}
      systemOptions={offered}
      alternative="You can still declare the emergency: enter the name of the system."
    />
    <StepFormWithDraft
      step="declare"
      recordType="change"
      type="emergency"
      options={formOptions}
      formDraft={formDraft}
      omittedFields={declareFieldNames}
      variant="emergency"
      hasStickyButton
    >
      <DeclareFields
        isFresh={formDraft === null}
        formOptions={formOptions}
        values={formDraft?.typed ?? {}}
        errors={formDraft?.errors ?? {}}
      />
    </StepFormWithDraft>
  </div>
);
