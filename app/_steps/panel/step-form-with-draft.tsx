import { randomUUID } from "node:crypto";
import { stepsTarget } from "@/app/_document/steps-target";
import type { FormDraft } from "@/app/_steps/form-draft";
import { StepForm, type StepFormProps } from "@/components/form/step-form";

export type StepFormWithDraftProps = Omit<StepFormProps, "target" | "idempotencyKey" | "errors"> & {
  formDraft: FormDraft | null;
};

export function StepFormWithDraft({ formDraft, values, ...form }: StepFormWithDraftProps) {
  const steps = [form.step, ...(form.alternatives ?? [])];
  const step = steps.find((each) => each === formDraft?.step);
  const draft = step && (formDraft?.id ?? form.id) === form.id ? formDraft : null;
  return (
    <StepForm
      {...form}
      fieldsOf={draft ? step : undefined}
      target={stepsTarget()}
      idempotencyKey={draft?.again?.key ?? randomUUID()}
      seq={draft?.again?.seq ?? form.seq}
      values={draft?.typed ?? values}
      errors={draft?.errors}
    />
  );
}
