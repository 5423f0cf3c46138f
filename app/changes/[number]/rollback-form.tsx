import { isOffered } from "@/lib/judge";
import type { StepsProps } from "../../next-steps";
import { StepPanel } from "../../step-panel";
import { RollbackFields, rolledBack } from "./rollback-fields";

/** The form that records how the rollback ended, for who may. */
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
