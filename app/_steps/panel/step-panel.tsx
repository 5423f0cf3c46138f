import { asJudged } from "@/app/_steps/subject-of";
import type { Look } from "@/components/basics/button";
import { stuckAfter } from "@/lib/rules/dead-end";
import { fieldsNeeded, fieldsSettled } from "@/lib/rules/judge";
import type { Step } from "@/lib/rules/rules";
import { graveSteps } from "@/lib/rules/step-order";
import { stepWords } from "@/lib/rules/words";
import { FormOf, type FormOfProps } from "./form-of";
import type { StepsProps } from "./steps-props";
import { StuckNotice } from "./stuck-notice";

type Props = StepsProps & { step: Step; quiet?: boolean; own?: OwnFields };
/** Fields for which the page has its own layout. */
type OwnFields = Pick<FormOfProps, "children" | "without">;

/** The form of a step, with a warning where nobody could continue after it. */
export function StepPanel({ step, quiet, ...props }: Props) {
  const { subject, person, staff, isStuck } = props;
  const stuck = isStuck ? null : stuckAfter(step, subject, asJudged(person), staff);
  const look = graveSteps.has(step) ? "danger" : quiet ? "quiet" : "primary";
  return (
    <section
      id={step}
      aria-label={stepWords[step].label}
      className={`grid gap-3 rounded-md border border-line p-4 ${quiet ? "" : "bg-raised"}`}
    >
      <StuckNotice stuck={stuck} heading="After this, nobody would be able to continue" />
      <StepOf {...props} step={step} look={look} />
    </section>
  );
}

export const StepOf = ({
  record,
  valuesFor,
  world,
  kept,
  own,
  step,
  look,
  subject,
  offered,
}: Props & { look: Look }) => (
  <FormOf
    step={step}
    subject={record.kind}
    type={record.type}
    id={record.id}
    seq={record.seq}
    world={world}
    values={valuesFor(step)}
    kept={kept}
    look={look}
    needed={offered.flatMap((offer) => (offer.step === step ? fieldsNeeded(offer.rule, subject) : []))}
    without={offered.flatMap((offer) => (offer.step === step ? fieldsSettled(offer.rule, subject) : []))}
    {...own}
  />
);
