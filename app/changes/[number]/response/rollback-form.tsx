import { StepPanel } from "@/app/_steps/panel/step-panel";
import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { isOffered } from "@/lib/rules/judge";
import { RollbackFields, rolledBack } from "./rollback-fields";

export function RollbackForm(steps: StepsProps) {
  const { offered, kept, world } = steps;
  if (!isOffered(offered, "roll_back")) return null;
  const back = kept?.step === "roll_back" ? kept : null;
  return (
    <div className="print:hidden">
      <StepPanel
        {...steps}
        step="roll_back"
        own={{
          without: rolledBack,
          children: <RollbackFields world={world} values={back?.typed ?? {}} errors={back?.errors ?? {}} />,
        }}
      />
    </div>
  );
}
