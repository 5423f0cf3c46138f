import { OptionalFieldset } from "@/components/basics/optional-fieldset";
import type { FormOptions } from "@/components/form/control";
import { LargeChoices } from "@/components/form/large-choices";
import { StepField } from "@/components/form/step-field";
import { rollbackChoices } from "@/lib/changes/failure";
import { fieldLabels } from "@/lib/form/field-labels";
import type { FormValues } from "@/lib/form/form-values";
import type { Field } from "@/lib/rules/fields";

type Props = { options: FormOptions; values: FormValues; errors: Readonly<Record<string, string>> };

/** Rendered here with large controls; `StepForm` leaves them out. */
export const rollbackFieldNames: readonly Field[] = ["outcome", "actual", "endedAt"];

export function RollbackFields({ options: formOptions, values, errors }: Props) {
  const shared = { step: "roll_back", options: formOptions, values, errors } as const;
  return (
    <>
      <LargeChoices
        {...fieldLabels("roll_back", "outcome")}
        name="outcome"
        error={errors.outcome}
        defaultValue={[values.outcome ?? ""].flat()[0]}
        choices={rollbackChoices}
      />
      <StepField {...shared} field="actual" required />
      <OptionalFieldset legend="Only if the rollback ended earlier">
        <StepField {...shared} field="endedAt" required={false} />
        <StepField {...shared} field="timezone" required={false} />
      </OptionalFieldset>
    </>
  );
}
