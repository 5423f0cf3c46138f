import type { Look } from "@/components/button";
import { fieldsNeeded, fieldsSettled } from "@/lib/judge";
import { graveSteps } from "@/lib/onward";
import type { Step } from "@/lib/rules";
import { stuckAfter } from "@/lib/stranded";
import { stepWords } from "@/lib/words";
import { FormOf, type FormOfProps } from "./form-of";
import type { StepsProps } from "./next-steps";
import { StuckNotice } from "./stuck-notice";
import { asJudged } from "./subject-of";

type Props = StepsProps & { step: Step; quiet?: boolean; own?: OwnFields };
/** Fields that a page lays out by itself. */
type OwnFields = Pick<FormOfProps, "children" | "without">;

/** A step that the reader may take: its form, with a warning where nobody could go on after it. */
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
      <StuckNotice stuck={stuck} heading="Nobody could go on after this" />
      <StepOf {...props} step={step} look={look} />
    </section>
  );
}

/** The form of a step of this record by itself. */
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
