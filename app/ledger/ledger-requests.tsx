import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { judge } from "@/lib/rules/judge";

export function LedgerRequests({ person, formDraft }: { person: SessionUser; formDraft: FormDraft | null }) {
  const mayRequest = (step: (typeof requestSteps)[number]) =>
    judge(step, toPersonState(person.personId, person.name), toActor(person)).ok;
  return (
    <div className="mt-4 flex flex-wrap gap-3 print:hidden">
      {requestSteps.filter(mayRequest).map((step) => (
        <StepFormWithDraft
          key={step}
          step={step}
          recordType="person"
          type=""
          id={person.personId}
          options={formOptionsFor({ person })}
          formDraft={formDraft}
          variant="quiet"
        />
      ))}
    </div>
  );
}

const requestSteps = ["verify_ledger", "sign_checkpoint"] as const;
