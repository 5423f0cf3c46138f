import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Disclosure } from "@/components/basics/disclosure";
import type { Policy } from "@/db/policy/read-policy";
import { shippedPolicyText } from "@/lib/policy/policy-document";
import { stepLabels } from "@/lib/rules/labels";

type Props = { policyRecord: Policy; inForce: number; person: SessionUser; formDraft: FormDraft | null };

export function PolicyForms({ policyRecord: { text, now }, inForce, person, formDraft }: Props) {
  const shared = {
    recordType: "installation",
    type: "",
    id: 1,
    seq: inForce,
    options: formOptionsFor({ person, now }),
    formDraft,
  } as const;
  return (
    <div className="mb-8 grid gap-3 print:hidden">
      <Disclosure summary={stepLabels.review_policy.label} open={formDraft?.step === "review_policy"}>
        <div className="max-w-md">
          <StepFormWithDraft {...shared} step="review_policy" />
        </div>
      </Disclosure>
      <Disclosure summary={stepLabels.publish_policy.label} open={formDraft?.step === "publish_policy"}>
        <div className="grid max-w-prose gap-3">
          <p>
            The new version applies to changes opened after you publish it; open changes keep the version they were
            opened under. The rules that Windlass enforces do not change.
          </p>
          <p className="text-muted">
            A line that begins with # is a heading, with ## a heading under it, with - an item of a list. A refusal
            links to a clause by its words: keep the words, or the first word before a colon, to keep the link.
          </p>
          <StepFormWithDraft {...shared} step="publish_policy" values={{ policyText: text ?? shippedPolicyText() }} />
        </div>
      </Disclosure>
    </div>
  );
}
