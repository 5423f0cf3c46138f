import type { Look } from "@/components/button";
import { Disclosure } from "@/components/disclosure";
import { Notice } from "@/components/notice";
import { ClauseLink } from "@/components/refusal";
import { Section } from "@/components/section";
import type { World } from "@/components/step-field";
import type { Typed } from "@/lib/input";
import { fieldsNeeded, type Person as Judged, type Offer, type Subject } from "@/lib/judge";
import { graveSteps, inAsideOrder, nearSteps, onwardSteps, quietSteps } from "@/lib/onward";
import type { ChangeType, SubjectType } from "@/lib/record";
import { refusalWords } from "@/lib/refusals";
import type { Step } from "@/lib/rules";
import { stranded } from "@/lib/stranded";
import { stepWords } from "@/lib/words";
import { FormOf } from "./form-of";
import type { Kept } from "./kept";
import type { Person } from "./session";
import { asJudged } from "./subject-of";
import { tellIn } from "./tell";

export type StepsProps = {
  record: { readonly kind: SubjectType; readonly type: ChangeType | ""; readonly id: number; readonly seq: number };
  offered: readonly Offer[];
  subject: Subject;
  person: Person;
  staff: readonly Judged[];
  world: World;
  kept: Kept | null;
  /** What a step's form starts with. */
  valuesFor: (step: Step) => Typed;
};

/** What the reader may do now to bring the record on or to stop it, and for what they may not, why and who can. */
export function NextSteps(props: StepsProps) {
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
            <Panel key={offer.step} {...props} offer={offer} />
          ))}
          {onward.length === 0 ? <p className="text-muted">There is no next step for you here now.</p> : null}
          {near.map((offer) => (
            <Panel key={offer.step} {...props} offer={offer} quiet />
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

/** The steps that send the record elsewhere or leave it where it is: after the facts that they are decided by. */
export function OtherSteps(props: StepsProps) {
  const { aside, rare } = formsOf(props.offered, props.world);
  if (aside.length + rare.length === 0) return null;
  return (
    <div id="other-steps" className="scroll-mt-4 print:hidden">
      <Section heading="Other steps">
        <div className="grid items-start gap-4 md:grid-cols-2">
          {aside.map((offer) => (
            <Panel key={offer.step} {...props} offer={offer} quiet />
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
    near: nearSteps.flatMap((near) => others.filter(({ step }) => step === near)),
    aside: others.filter(({ step }) => !nearSteps.includes(step)).sort(inAsideOrder),
    rare: forms.filter(({ step }) => step === "redact" && texts.length > 0),
  };
}

function Panel({ offer: { step }, quiet, ...props }: StepsProps & { offer: Offer; quiet?: boolean }) {
  const { subject, person, staff } = props;
  const warning = stranded(step, subject, asJudged(person), staff);
  const look = graveSteps.has(step) ? "danger" : quiet ? "quiet" : "primary";
  return (
    <section
      aria-label={stepWords[step].label}
      className={`grid gap-3 rounded-md border border-line p-4 ${quiet ? "" : "bg-raised"}`}
    >
      {warning ? (
        <Notice tone="warn" heading="Nobody could go on after this">
          <p>{warning}</p>
        </Notice>
      ) : null}
      <StepOf {...props} step={step} look={look} />
    </section>
  );
}

const StepOf = ({
  record,
  valuesFor,
  world,
  kept,
  step,
  look,
  subject,
  offered,
}: StepsProps & { step: Step; look: Look }) => (
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
  />
);
