import type { World } from "@/components/form/control";
import { LargeChoices } from "@/components/form/large-choices";
import { OnlyIf } from "@/components/form/only-if";
import { StepField } from "@/components/form/step-field";
import { rollbackChoices } from "@/lib/changes/failure";
import { fieldWords } from "@/lib/form/field-words";
import type { Typed } from "@/lib/form/typed";
import type { Field } from "@/lib/rules/fields";

type Props = { world: World; values: Typed; errors: Readonly<Record<string, string>> };

/** Rendered here with large controls; `StepForm` leaves them out. */
export const rolledBack: readonly Field[] = ["outcome", "actual", "endedAt"];

export function RollbackFields({ world, values, errors }: Props) {
  const shared = { step: "roll_back", world, values, errors } as const;
  return (
    <>
      <LargeChoices
        {...fieldWords("roll_back", "outcome")}
        name="outcome"
        error={errors.outcome}
        defaultValue={[values.outcome ?? ""].flat()[0]}
        choices={rollbackChoices}
      />
      <StepField {...shared} field="actual" required />
      <OnlyIf words="Only if the rollback ended earlier">
        <StepField {...shared} field="endedAt" required={false} />
        <StepField {...shared} field="timezone" required={false} />
      </OnlyIf>
    </>
  );
}
