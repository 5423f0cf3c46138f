import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, personAsSubject } from "@/app/_steps/subject-of";
import { Disclosure } from "@/components/basics/disclosure";
import { When } from "@/components/record/when";
import type { KnownAccount, Resemblance } from "@/db/people/read-accounts";
import { judge } from "@/lib/rules/judge";
import type { Step } from "@/lib/rules/rules";
import { stepWords } from "@/lib/rules/words";

type Props = { pair: Resemblance; person: Person; kept: Kept | null };

/** Two accounts with one e-mail address count as one person until an operations lead decides. */
export const ResemblingAccounts = ({ pair, person, kept }: Props) => (
  <article className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
    <p className="max-w-prose break-words">
      <Account account={pair.later} /> has the e-mail address of <Account account={pair.earlier} />, noticed{" "}
      <When at={pair.foundAt} zone={zoneOf(person)} />. {verdictWords(pair)}
    </p>
    <div className="grid max-w-md gap-2 print:hidden">
      {Object.entries(verdicts).map(([verdict, step]) =>
        verdict === pair.verdict ? null : <Verdict key={step} step={step} pair={pair} person={person} kept={kept} />,
      )}
    </div>
  </article>
);

const Account = ({ account: { id, name, subject } }: { account: KnownAccount }) => (
  <>
    <a className="link" href={`/people?person=${id}`}>
      {name}
    </a>{" "}
    (<span className="break-all">{subject}</span> at the identity provider)
  </>
);

function verdictWords({ verdict }: Resemblance): string {
  if (verdict === "different") return "An operations lead confirmed that they are two people.";
  return `${verdict === "same" ? "An operations lead confirmed that they are one person" : "Nobody has confirmed yet whether they are one person"}, so neither can review or approve what the other wrote.`;
}

const verdicts = { same: "same_person", different: "different_person" } as const satisfies Record<string, Step>;

function Verdict({ step, pair: { later, earlier }, person, kept }: Props & { step: Step }) {
  if (!judge(step, personAsSubject(later.id, later.name), asJudged(person)).ok) return null;
  const back = kept?.step === step && kept.id === later.id && Number(kept.typed.account) === earlier.id ? kept : null;
  return (
    <Disclosure summary={stepWords[step].label} open={back !== null}>
      <FormOf
        step={step}
        subject="person"
        type=""
        id={later.id}
        world={worldOf({ person })}
        kept={back}
        without={["account"]}
        look="quiet"
      >
        <input type="hidden" name="account" value={earlier.id} />
      </FormOf>
    </Disclosure>
  );
}
