import { StepPanel } from "@/app/_steps/panel/step-panel";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { isOffered } from "@/lib/rules/judge";
import { RollbackFields, rollbackFieldNames } from "./rollback-fields";

export function RollbackForm(steps: StepsProps) {
  const { offered, formDraft, formOptions } = steps;
  if (!isOffered(offered, "roll_back")) return null;
  const draft = formDraft?.step === "roll_back" ? formDraft : null;
  return (
    <div className="print:hidden">
      <StepPanel
        {...steps}
        step="roll_back"
        customFields={{
          omittedFields: rollbackFieldNames,
          children: <RollbackFields options={formOptions} values={draft?.typed ?? {}} errors={draft?.errors ?? {}} />,
        }}
      />
    </div>
  );
}
