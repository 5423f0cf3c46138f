import { toActor } from "@/app/_steps/record-state";
import type { ButtonVariant } from "@/components/basics/button";
import { deadEndAfter } from "@/lib/rules/dead-end";
import { fieldsForMetPreconditions, fieldsForUnmetPreconditions } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import type { Step } from "@/lib/rules/rules";
import { destructiveSteps } from "@/lib/rules/step-groups";
import { DeadEndNotice } from "./dead-end-notice";
import { StepFormWithDraft } from "./step-form-with-draft";
import type { CustomFields, StepsProps } from "./steps-props";

type Props = StepsProps & { step: Step; isSecondary?: boolean; customFields?: CustomFields };

/** The form of a step, with a warning where nobody could continue after it. */
export function StepPanel({ step, isSecondary, ...props }: Props) {
  const { recordState, person, staff, saysDeadEnd } = props;
  const deadEnd = saysDeadEnd ? null : deadEndAfter(step, recordState, toActor(person), staff);
  const variant = destructiveSteps.has(step) ? "danger" : isSecondary ? "quiet" : "primary";
  return (
    <section
      id={step}
      aria-label={stepLabels[step].label}
      className={`grid gap-3 rounded-md border border-line p-4 ${isSecondary ? "" : "bg-raised"}`}
    >
      <DeadEndNotice deadEnd={deadEnd} heading="After this, nobody would be able to continue" />
      <RecordStepForm {...props} step={step} variant={variant} />
    </section>
  );
}

export const RecordStepForm = ({
  record,
  initialValues,
  formOptions,
  formDraft,
  customFields,
  customFieldsOf,
  step,
  variant,
  recordState,
  offered,
  alternatives,
}: Props & { variant: ButtonVariant; alternatives?: readonly Step[] }) => (
  <StepFormWithDraft
    step={step}
    recordType={record.kind}
    type={record.type}
    id={record.id}
    seq={record.seq}
    options={formOptions}
    values={initialValues(step)}
    formDraft={formDraft}
    variant={variant}
    alternatives={alternatives}
    requiredFields={offered.flatMap((offer) =>
      offer.step === step ? fieldsForUnmetPreconditions(offer.rule, recordState) : [],
    )}
    omittedFields={offered.flatMap((offer) =>
      offer.step === step ? fieldsForMetPreconditions(offer.rule, recordState) : [],
    )}
    {...(customFields ?? customFieldsOf?.(step))}
  />
);
