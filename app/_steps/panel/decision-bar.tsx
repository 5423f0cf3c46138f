import { toActor } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import { deadEndAfter } from "@/lib/rules/dead-end";
import { stepLabels } from "@/lib/rules/labels";
import type { Step } from "@/lib/rules/rules";
import { destructiveSteps, primarySteps } from "@/lib/rules/step-groups";
import { DeadEndNotice } from "./dead-end-notice";
import { groupOffers } from "./group-offers";
import { RecordStepForm } from "./step-panel";
import type { StepsProps } from "./steps-props";

/**
 * The reader's decision, at the bottom of the window while the facts scroll past. Steps that ask for the same as the next one
 * share its form, with a button each; the others unfold.
 */
export function DecisionBar(props: StepsProps) {
  const { offered, formOptions, recordState, person, staff, saysDeadEnd } = props;
  const deciding = groupOffers(offered, formOptions).deciding;
  const main = deciding.find(({ step }) => primarySteps.has(step));
  if (!main) return null;
  const others = deciding.filter((offer) => offer !== main);
  const inputs = inputsOf(main);
  const alternatives = others.filter((offer) => inputsOf(offer) === inputs).map(({ step }) => step);
  const apart = others.filter(({ step }) => !alternatives.includes(step));
  const deadEnd = saysDeadEnd ? null : deadEndAfter(main.step, recordState, toActor(person), staff);
  return (
    <section aria-label="Your decision" id={main.step} className="decision-bar print:hidden">
      <div className="w-full empty:hidden">
        <DeadEndNotice deadEnd={deadEnd} heading="After this, nobody would be able to continue" />
      </div>
      <RecordStepForm {...props} step={main.step} variant="primary" alternatives={alternatives} />
      {apart.map(({ step }) => (
        <ApartStep key={step} {...props} step={step} />
      ))}
    </section>
  );
}

const ApartStep = ({ step, ...props }: StepsProps & { step: Step }) => (
  <div id={step} className="has-[details[open]]:w-full">
    <Disclosure summary={`${stepLabels[step].label} …`} open={props.formDraft?.step === step}>
      <RecordStepForm {...props} step={step} variant={destructiveSteps.has(step) ? "danger" : "quiet"} />
    </Disclosure>
  </div>
);

const inputsOf = ({ rule }: { rule: { inputs?: readonly string[] } }): string =>
  (rule.inputs ?? []).map((input) => input.replace("*", "")).join(" ");
