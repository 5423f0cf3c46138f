import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Disclosure } from "@/components/basics/disclosure";
import { EmptyState } from "@/components/basics/empty-state";
import { canBeDelegate } from "@/lib/rules/dead-end";
import type { Actor } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";

type Props = { person: SessionUser; staff: readonly Actor[]; formDraft: FormDraft | null };

export function DelegateForm({ person, staff, formDraft }: Props) {
  const operators = staff.filter(canBeDelegate);
  if (operators.length === 0)
    return (
      <EmptyState>
        There is no operator to delegate to: everyone here is already an operations lead, or is an auditor.
      </EmptyState>
    );
  return (
    <Disclosure summary={stepLabels.delegate.label} open={formDraft?.step === "delegate"}>
      <div className="max-w-md">
        <StepFormWithDraft
          step="delegate"
          recordType="delegation"
          type=""
          options={formOptionsFor({ person, staff: operators })}
          formDraft={formDraft}
        />
      </div>
    </Disclosure>
  );
}
