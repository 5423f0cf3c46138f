import type { ReactNode } from "react";
import { tellIn } from "@/app/_request/tell";
import { asJudged } from "@/app/_steps/subject-of";
import { Disclosure } from "@/components/basics/disclosure";
import type { World } from "@/components/form/control";
import { ClauseLink } from "@/components/record/refusal";
import { Section } from "@/components/shell/section";
import { refusalWords } from "@/lib/refusals/verdict-words";
import type { Offer } from "@/lib/rules/judge";
import { inAsideOrder, nearSteps, onwardSteps, quietSteps, rareSteps } from "@/lib/rules/step-order";
import { stepWords } from "@/lib/rules/words";
import { StepOf, StepPanel } from "./step-panel";
import type { StepsProps } from "./steps-props";

/**
 * The steps that the reader may take now, and for the others why not and who can. The fallback is shown
 * where no step leads on.
 */
export function NextSteps({ instead, ...props }: StepsProps & { instead?: ReactNode }) {
  const { offered, subject, person, staff } = props;
  const { onward, near, aside } = formsOf(offered, props.world);
  const refused = offered.filter(({ step, verdict }) => !verdict.ok && !quietSteps.has(step));
  return (
    <div className="print:hidden">
      <Section
        heading="Next step"
        aside={
          aside.length > 0 ? (
            <a className="link text-sm" href="#other-steps">
              Other steps
            </a>
          ) : null
        }
      >
        <div className="grid gap-4">
          {onward.map((offer) => (
            <StepPanel key={offer.step} {...props} step={offer.step} />
          ))}
          {onward.length === 0 ? (instead ?? <p className="text-muted">You have no next step here now.</p>) : null}
          {near.map((offer) => (
            <StepPanel key={offer.step} {...props} step={offer.step} quiet />
          ))}
          {refused.length > 0 ? (
            <ul className="grid gap-1.5 text-sm">
              {refused.map(({ step, rule, verdict }) =>
                verdict.ok ? null : (
                  <li key={step}>
                    <span className="font-medium">{stepWords[step].label}:</span>{" "}
                    {refusalWords(verdict, subject, asJudged(person), staff, tellIn(person))}{" "}
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
  const { aside, rare } = formsOf(props.offered, props.world);
  if (aside.length + rare.length === 0) return null;
  return (
    <div id="other-steps" className="scroll-mt-4 print:hidden">
      <Section heading="Other steps">
        <div className="grid items-start gap-4 md:grid-cols-2">
          {aside.map((offer) => (
            <StepPanel key={offer.step} {...props} step={offer.step} quiet />
          ))}
        </div>
        {rare.map(({ step }) => (
          <div key={step} className="mt-4 max-w-2xl">
            <Disclosure summary={stepWords[step].label} open={props.kept?.step === step}>
              <StepOf {...props} step={step} look="danger" />
            </Disclosure>
          </div>
        ))}
      </Section>
    </div>
  );
}

function formsOf(offered: readonly Offer[], { texts = [] }: World) {
  const forms = offered.filter(({ step, verdict }) => verdict.ok && step !== "edit");
  const others = forms.filter(({ step }) => !onwardSteps.has(step) && !quietSteps.has(step));
  return {
    onward: forms.filter(({ step }) => onwardSteps.has(step)),
    near: others.filter(({ step }) => nearSteps.has(step)),
    aside: others.filter(({ step }) => !nearSteps.has(step)).sort(inAsideOrder),
    rare: forms.filter(({ step }) => rareSteps.has(step) && (step !== "redact" || texts.length > 0)),
  };
}
