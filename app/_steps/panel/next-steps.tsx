import type { ReactNode } from "react";
import { Disclosure } from "@/components/basics/disclosure";
import { Section } from "@/components/shell/section";
import type { StepOffer } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { destructiveSteps } from "@/lib/rules/step-groups";
import { groupOffers } from "./group-offers";
import { RefusalList, RefusedSteps } from "./refused-steps";
import { RecordStepForm, StepPanel } from "./step-panel";
import type { StepsProps } from "./steps-props";

/**
 * The steps that the reader may take now, and for the others why not and who can. The fallback is shown where no step leads
 * on. Nothing where the reader is to decide: that is done below the facts (`DecisionBar`).
 */
export function NextSteps({ fallback, ...props }: StepsProps & { fallback?: ReactNode }) {
  const { deciding, primary, urgent, secondary, unmet, refused } = groupOffers(props.offered, props.formOptions);
  if (deciding.length > 0) return null;
  return (
    <div className="print:hidden">
      <Section
        heading="Next step"
        trailing={
          secondary.length > 0 ? (
            <a className="link text-sm" href="#other-steps">
              Other steps
            </a>
          ) : null
        }
      >
        <div className="grid gap-4">
          {primary.map((offer) => (
            <StepPanel key={offer.step} {...props} step={offer.step} />
          ))}
          {primary.length === 0
            ? (fallback ?? <p className="text-muted">You have nothing to do here at the moment.</p>)
            : null}
          <RefusalList {...props} refused={unmet} />
          {urgent.map((offer) => (
            <StepPanel key={offer.step} {...props} step={offer.step} isSecondary />
          ))}
          <RefusedSteps {...props} refused={refused} />
        </div>
      </Section>
    </div>
  );
}

/** Shown after the facts that these decisions depend on, each behind its name; a note stops and decides nothing, so its form is open. */
export function OtherSteps(props: StepsProps) {
  const groups = groupOffers(props.offered, props.formOptions);
  const { deciding, primary, urgent, secondary, notes, rarelyTaken, refused } = groups;
  const isDecision = deciding.length > 0;
  const offers = [...(isDecision ? [...primary, ...urgent] : []), ...secondary, ...rarelyTaken];
  if (offers.length + notes.length === 0 && !(isDecision && refused.length > 0)) return null;
  return (
    <div id="other-steps" className="scroll-mt-4 print:hidden">
      <Section heading="Other steps">
        <div className="grid max-w-3xl gap-2">
          {offers.map((offer) => (
            <OtherStep key={offer.step} {...props} offer={offer} />
          ))}
          {isDecision ? <RefusedSteps {...props} refused={refused} /> : null}
          {notes.map(({ step }) => (
            <StepPanel key={step} {...props} step={step} isSecondary />
          ))}
        </div>
      </Section>
    </div>
  );
}

const OtherStep = ({ offer: { step }, ...props }: StepsProps & { offer: StepOffer }) => (
  <div id={step} className="scroll-mt-4">
    <Disclosure summary={stepLabels[step].label} open={props.formDraft?.step === step}>
      <RecordStepForm {...props} step={step} variant={destructiveSteps.has(step) ? "danger" : "quiet"} />
    </Disclosure>
  </div>
);
