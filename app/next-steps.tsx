import { Notice } from "@/components/notice";
import { ClauseLink } from "@/components/refusal";
import { Section } from "@/components/section";
import type { World } from "@/components/step-field";
import type { Typed } from "@/lib/input";
import type { Person as Judged, Offer, Subject } from "@/lib/judge";
import { graveSteps, inAsideOrder, onwardSteps } from "@/lib/onward";
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

type Props = {
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

/** Exactly what the reader may do now, and for what they may not, why and who can. */
export function NextSteps(props: Props) {
  const { offered, subject, person, staff } = props;
  const forms = offered.filter(({ step, verdict }) => verdict.ok && step !== "edit");
  const onward = forms.filter(({ step }) => onwardSteps.has(step));
  const aside = forms.filter(({ step }) => !onwardSteps.has(step)).sort(inAsideOrder);
  const refused = offered.filter(({ verdict }) => !verdict.ok);
  return (
    <div className="print:hidden">
      <Section heading="Next step">
        <div className="grid gap-4">
          {onward.map((offer) => (
            <Panel key={offer.step} {...props} offer={offer} />
          ))}
          {onward.length === 0 ? <p className="text-muted">There is no next step for you here now.</p> : null}
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
      {aside.length > 0 ? (
        <Section heading="Other steps">
          <div className="grid items-start gap-4 md:grid-cols-2">
            {aside.map((offer) => (
              <Panel key={offer.step} {...props} offer={offer} quiet />
            ))}
          </div>
        </Section>
      ) : null}
    </div>
  );
}

function Panel({
  record,
  valuesFor,
  offer,
  subject,
  person,
  staff,
  world,
  kept,
  quiet,
}: Props & { offer: Offer; quiet?: boolean }) {
  const { step } = offer;
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
      />
    </section>
  );
}
