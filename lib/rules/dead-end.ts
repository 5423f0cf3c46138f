import { type Lender, offers, type Person, type Subject, whoMay } from "./judge";
import { actsAs, takesNoStep } from "./roles";
import { type Act, type Need, type Rule, rulesOf, type Step } from "./rules";
import { onwardSteps } from "./step-order";
import { whoWords } from "./who-words";
import { stepWords } from "./words";

/** A step that nobody can take, whoever takes those before it. */
export type Stuck = { readonly rule: Rule };

/** Where the record can go no further on its way to its end, given who of `people` did what to it; null while there is a way. */
export function stuckNow(subject: Subject, people: readonly Person[]): Stuck | null {
  const rule = firstStuck(subject, people);
  return rule && { rule };
}

/** The same as it would be once `actor` took `step`. */
export function stuckAfter(step: Step, subject: Subject, actor: Person, people: readonly Person[]): Stuck | null {
  const rule = offers(subject, actor).find((offer) => offer.step === step)?.rule;
  return rule ? stuckNow(after(rule, subject, actor), people) : null;
}

/** What to say of it: what nobody is left to do, and what helps. A delegation does not: nobody delegates what they could not do themselves. */
export const stuckWords = ({ rule }: Stuck): string =>
  `${stepWords[rule.step].label} needs ${whoWords(rule)}. No eligible person is left: everybody else took part or does not hold the role. ${helpWords(rule)}`;

const helpWords = ({ by }: Rule): string =>
  by.some((way) => way.lent)
    ? "Add another operations lead: a lead who took part cannot delegate this step."
    : "Add another person who holds the role.";

/** Whether a lead may lend the role to this person: an operator who is no lead and no auditor. */
export const mayBeLentTo = ({ roles }: Person): boolean =>
  actsAs(roles, "operator") && !actsAs(roles, "ops_lead") && !takesNoStep(roles);

/** The first step on the way on that nobody could take, whoever takes those before it; null when there is a way. */
function firstStuck(subject: Subject, people: readonly Person[]): Rule | null {
  const ways = onwardFrom(subject);
  if (ways.length === 0) return null;
  const tries = ways.flatMap((rule) => oneOfEachKind(rule, subject, people).map((person) => ({ rule, person })));
  let stuck: Rule | null = ways[0] ?? null;
  for (const { rule, person } of tries) {
    stuck = firstStuck(after(rule, subject, person), people);
    if (!stuck) return null;
  }
  return stuck;
}

const onwardFrom = (subject: Subject): readonly Rule[] =>
  rulesOf(subject.kind).filter(
    (rule) =>
      onwardSteps.has(rule.step) &&
      (rule.types ?? [subject.type]).some((type) => type === subject.type) &&
      Array.isArray(rule.from) &&
      rule.from.includes(subject.status) &&
      !rule.needs?.some((need) => lasting.has(need) && subject.facts[need] !== true),
  );

/** Needs that neither time nor another step brings about. */
const lasting: ReadonlySet<Need> = new Set<Need>(["entry_routine", "reversible"]);

/** People of the same roles who did the same are alike here: one of them stands for all, so a large team costs no more. */
const oneOfEachKind = (rule: Rule, subject: Subject, people: readonly Person[]): readonly Person[] => [
  ...new Map(whoMay(rule, subject, people).map((person) => [kindOf(person, subject), person])).values(),
];

// Asked some thousand times a page.
function kindOf({ id, roles, lenders = [], accounts }: Lender & Pick<Person, "lenders">, subject: Subject): string {
  let kind = rolesKey(roles);
  const { acts } = subject;
  for (const act in acts) if (hasOwn(acts, act)) kind += actKey(act, id, accounts, acts[act] ?? []);
  for (const lender of lenders) kind += ` lent by ${kindOf(lender, subject)}`;
  return kind;
}

// What another of their accounts did bars them, and lets them do nothing more.
const actKey = (act: Act, id: number, accounts: Person["accounts"], did: readonly number[]): string =>
  did.includes(id) ? ` ${act}` : accounts?.some((one) => did.includes(one)) ? ` another ${act}` : "";

const hasOwn = (acts: Subject["acts"], act: string): act is Act => Object.hasOwn(acts, act);

const keys = new WeakMap<Person["roles"], string>();

function rolesKey(roles: Person["roles"]): string {
  const key = keys.get(roles) ?? [...roles].sort().join("+");
  keys.set(roles, key);
  return key;
}

const after = (rule: Rule, subject: Subject, person: Person): Subject => {
  const acts = { ...subject.acts };
  for (const act of rule.makes ?? []) acts[act] = [...(acts[act] ?? []), person.id];
  return { ...subject, status: rule.to === "same" ? subject.status : rule.to, acts };
};
