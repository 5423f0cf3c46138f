import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toPersonState } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import { DateTime } from "@/components/record/date-time";
import type { AccountPair, PairedAccount } from "@/db/people/read-account-pairs";
import { judge } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import type { Step } from "@/lib/rules/rules";

type Props = { pair: AccountPair; person: SessionUser; formDraft: FormDraft | null };

/** Two accounts with one e-mail address count as one person until an operations lead decides. */
export const SecondAccount = ({ pair, person, formDraft }: Props) => (
  <article className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
    <p className="max-w-prose break-words">
      <AccountLink account={pair.later} /> has the e-mail address of <AccountLink account={pair.earlier} />, noticed{" "}
      <DateTime at={pair.foundAt} zone={userZone(person)} />. {decisionSentence(pair)}
    </p>
    <div className="grid max-w-md gap-2 print:hidden">
      {Object.entries(decisionSteps).map(([verdict, step]) =>
        verdict === pair.verdict ? null : (
          <DecisionForm key={step} step={step} pair={pair} person={person} formDraft={formDraft} />
        ),
      )}
    </div>
  </article>
);

const AccountLink = ({ account: { id, name, subject } }: { account: PairedAccount }) => (
  <>
    <a className="link" href={`/people?person=${id}`}>
      {name}
    </a>{" "}
    (<span className="break-all">{subject}</span> at the identity provider)
  </>
);

function decisionSentence({ verdict }: AccountPair): string {
  if (verdict === "different") return "An operations lead confirmed that they are two people.";
  return `${verdict === "same" ? "An operations lead confirmed that they are one person" : "Nobody has confirmed yet whether they are one person"}, so neither can review or approve what the other wrote.`;
}

const decisionSteps = { same: "same_person", different: "different_person" } as const satisfies Record<string, Step>;

function DecisionForm({ step, pair: { later, earlier }, person, formDraft }: Props & { step: Step }) {
  if (!judge(step, toPersonState(later.id, later.name), toActor(person)).ok) return null;
  const draft =
    formDraft?.step === step && formDraft.id === later.id && Number(formDraft.typed.account) === earlier.id
      ? formDraft
      : null;
  return (
    <Disclosure summary={stepLabels[step].label} open={draft !== null}>
      <StepFormWithDraft
        step={step}
        recordType="person"
        type=""
        id={later.id}
        options={formOptionsFor({ person })}
        formDraft={draft}
        omittedFields={["account"]}
        variant="quiet"
      >
        <input type="hidden" name="account" value={earlier.id} />
      </StepFormWithDraft>
    </Disclosure>
  );
}
