import type { ReactNode } from "react";
import { timeFormatterFor } from "@/app/_request/time-formatter";
import { toActor } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import type { FormOptions } from "@/components/form/control";
import { ClauseLink } from "@/components/record/refusal";
import { Section } from "@/components/shell/section";
import { explainRefusal } from "@/lib/refusals/explain-refusal";
import type { StepOffer } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { bySecondaryPlacement, primarySteps, rareSteps, unexplainedSteps, urgentSteps } from "@/lib/rules/step-groups";
import { RecordStepForm, StepPanel } from "./step-panel";
import type { StepsProps } from "./steps-props";

/**
 * The steps that the reader may take now, and for the others why not and who can. The fallback is shown
 * where no step leads on.
 */
export function NextSteps({ fallback, ...props }: StepsProps & { fallback?: ReactNode }) {
  const { offered, recordState, person, staff } = props;
  const { primary, urgent, secondary } = groupOffers(offered, props.formOptions);
  const refused = offered.filter(({ step, verdict }) => !verdict.ok && !unexplainedSteps.has(step));
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
          {urgent.map((offer) => (
            <StepPanel key={offer.step} {...props} step={offer.step} isSecondary />
          ))}
          {refused.length > 0 ? (
            <ul className="grid gap-1.5 text-sm">
              {refused.map(({ step, rule, verdict }) =>
                verdict.ok ? null : (
                  <li key={step}>
                    <span className="font-medium">{stepLabels[step].label}:</span>{" "}
                    {explainRefusal(verdict, recordState, toActor(person), staff, timeFormatterFor(person))}{" "}
                    <ClauseLink clause={rule.clause} />
                  </li>
                ),
              )}
            </ul>
          ) : null}
        </div>
      </Section>
    </div>
  );
}

/** Shown after the facts that these decisions depend on. */
export function OtherSteps(props: StepsProps) {
  const { secondary, collapsed } = groupOffers(props.offered, props.formOptions);
  if (secondary.length + collapsed.length === 0) return null;
  return (
    <div id="other-steps" className="scroll-mt-4 print:hidden">
      <Section heading="Other steps">
        <div className="grid items-start gap-4 md:grid-cols-2">
          {secondary.map((offer) => (
            <StepPanel key={offer.step} {...props} step={offer.step} isSecondary />
          ))}
        </div>
        {collapsed.map(({ step }) => (
          <div key={step} className="mt-4 max-w-2xl">
            <Disclosure summary={stepLabels[step].label} open={props.formDraft?.step === step}>
              <RecordStepForm {...props} step={step} variant="danger" />
            </Disclosure>
          </div>
        ))}
      </Section>
    </div>
  );
}

function groupOffers(offered: readonly StepOffer[], { redactableTexts = [] }: FormOptions) {
  const forms = offered.filter(({ step, verdict }) => verdict.ok && step !== "edit");
  const others = forms.filter(({ step }) => !primarySteps.has(step) && !unexplainedSteps.has(step));
  return {
    primary: forms.filter(({ step }) => primarySteps.has(step)),
    urgent: others.filter(({ step }) => urgentSteps.has(step)),
    secondary: others.filter(({ step }) => !urgentSteps.has(step)).sort(bySecondaryPlacement),
    collapsed: forms.filter(({ step }) => rareSteps.has(step) && (step !== "redact" || redactableTexts.length > 0)),
  };
}
