import { randomUUID } from "node:crypto";
import { stepsTarget } from "@/app/_document/steps-target";
import type { Kept } from "@/app/_steps/kept";
import { StepForm, type StepFormProps } from "@/components/form/step-form";

export type FormOfProps = Omit<StepFormProps, "target" | "postKey" | "errors"> & { kept: Kept | null };

export function FormOf({ kept, values, ...form }: FormOfProps) {
  const back = kept?.step === form.step && (kept.id ?? form.id) === form.id ? kept : null;
  return (
    <StepForm
      {...form}
      target={stepsTarget()}
      postKey={back?.again?.key ?? randomUUID()}
      seq={back?.again?.seq ?? form.seq}
      values={back?.typed ?? values}
      errors={back?.errors}
    />
  );
}
