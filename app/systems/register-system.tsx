import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Disclosure } from "@/components/basics/disclosure";
import type { Actor } from "@/lib/rules/judge";

type Props = { person: SessionUser; staff: readonly Actor[]; formDraft: FormDraft | null };

export const RegisterSystem = ({ person, staff, formDraft }: Props) => (
  <Disclosure summary="Register a system" open={formDraft?.step === "register"}>
    <div className="max-w-md">
      <StepFormWithDraft
        step="register"
        recordType="system"
        type=""
        options={formOptionsFor({ person, staff })}
        formDraft={formDraft}
        variant="quiet"
      />
    </div>
  </Disclosure>
);
