import type { Clause } from "./clauses";
import type { Field } from "./fields";
import type { ChangeType, Status, SubjectType } from "./record";
import { actsAs, type Role, takesNoStep } from "./roles";
import { type Act, type By, metBy, type Need, type Rule, rulesOf, type Step } from "./rules";

/** What Postgres found: true where the precondition is met, null where that depends on the input, else the details of what is missing. */
export type Fact = true | null | { readonly [detail: string]: unknown };

export type Person = {
  readonly id: number;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The operations leads who lent them their role now; absent where none did. */
  readonly lenders?: readonly Lender[];
  /** Other accounts that are theirs, or may be: what those did, they did wherever somebody else is asked for. */
  readonly accounts?: readonly number[];
  /** They have not signed in for so long that nobody counts on them; see `lib/rules/away.ts`. */
  readonly away?: boolean;
};

export type Lender = Pick<Person, "id" | "roles" | "accounts">;

/** The state of a record that decides which steps may be taken: its status, who did what to it, and the checked preconditions. */
export type Subject = {
  readonly kind: SubjectType;
  readonly type: ChangeType | "";
  readonly name: string;
  readonly status: Status;
  readonly acts: Readonly<Partial<Record<Act, readonly number[]>>>;
  readonly facts: Readonly<Partial<Record<Need, Fact>>>;
};

export type Refusal = {
  readonly ok: false;
  readonly because: "unknown" | "status" | "who" | "need";
  readonly clause: Clause;
  readonly rule?: Rule;
  readonly need?: Need;
};
type Verdict = { readonly ok: true; readonly rule: Rule } | Refusal;

/** Whether `actor` may take `step` on `subject` now: the row that lets them, or why not. */
export function judge(step: Step, subject: Subject, actor: Person): Verdict {
  const rule = rowFor(step, subject);
  if (!rule) return unknownHere(step, subject);
  if (!mayTake(rule, subject, actor)) return { ok: false, because: "who", clause: rule.clause, rule };
  const need = unmetNeed(rule, subject);
  return need ? { ok: false, because: "need", clause: rule.clause, rule, need } : { ok: true, rule };
}

/** The first need of the row that does not hold and that its own form cannot meet. */
export const unmetNeed = (rule: Rule, subject: Subject): Need | undefined =>
  rule.needs?.find((need) => stands(subject.facts[need]) && !isMetBy(rule, need, subject.facts[need]));

export type Offer = { readonly step: Step; readonly rule: Rule; readonly verdict: Verdict };

/** Every step that leaves the place where `subject` stands, each with its verdict for `actor`. */
export const offers = (subject: Subject, actor: Person): readonly Offer[] =>
  rulesOf(subject.kind)
    .filter((rule) => !rule.caused && leaves(rule, subject))
    .map((rule) => ({ step: rule.step, rule, verdict: judge(rule.step, subject, actor) }));

/** Whether `step` is among those that may be taken now. */
export const isOffered = (offered: readonly Offer[], step: string | undefined): boolean =>
  offered.some((offer) => offer.step === step && offer.verdict.ok);

/** Whether `actor` is one of those whom the row allows; preconditions are not checked. Auditors take no step. */
export const mayTake = (rule: Rule, subject: Subject, actor: Person): boolean =>
  !(takesNoStep(actor.roles) && subject.kind !== "person") && rule.by.some((way) => wayIsOpen(way, subject, actor));

/** Those of `people` who may take the row's step. */
export const whoMay = (rule: Rule, subject: Subject, people: readonly Person[]): readonly Person[] =>
  people.filter((person) => mayTake(rule, subject, person));

/** Whether `actor` may take the step only through a delegation, and not by their own roles. */
export const actsForAnother = (rule: Rule, subject: Subject, actor: Person): boolean =>
  isLentTo(actor) && mayTake(rule, subject, actor) && !mayTake(rule, subject, { ...actor, lenders: [] });

/** Why one way is shut to one person, or null when it is open. */
export function shutBecause(
  way: By,
  subject: Subject,
  actor: Person,
): "role" | "same" | Act | "when" | "lender" | null {
  if (!way.role || actsAs(actor.roles, way.role)) return shutByActs(way, subject, actor);
  if (!way.lent || !isLentTo(actor)) return "role";
  return shutByActs(way, subject, actor) ?? (actor.lenders?.some(couldTake(way, subject)) ? null : "lender");
}

export const isLentTo = ({ lenders = [] }: Person): boolean => lenders.length > 0;

// A delegate may do no more than the delegator.
const couldTake = (way: By, subject: Subject) => (lender: Lender) =>
  !takesNoStep(lender.roles) && shutBecause(way, subject, { ...lender, name: "" }) === null;

function shutByActs(way: By, subject: Subject, actor: Person): "same" | Act | "when" | null {
  if (way.same && !did(subject, way.same, actor)) return "same";
  // Where it is unknown who did it, it could have been the actor: fail closed.
  const done = way.not?.find((act) => !subject.acts[act] || didAsAny(subject, act, actor));
  if (done) return done;
  return way.when && subject.facts[way.when] !== true ? "when" : null;
}

const wayIsOpen = (way: By, subject: Subject, actor: Person) => shutBecause(way, subject, actor) === null;

const did = (subject: Subject, act: Act, actor: Person) => subject.acts[act]?.includes(actor.id) ?? false;

/** Whether the person did it, under whichever of their accounts. */
const didAsAny = (subject: Subject, act: Act, actor: Person) =>
  did(subject, act, actor) || didAsAnother(subject, act, actor);

/** Whether another account did it that is theirs, or may be. */
export const didAsAnother = (subject: Subject, act: Act, { accounts = [] }: Person): boolean =>
  accounts.some((id) => subject.acts[act]?.includes(id));

// `elsewhere`: no input of this form can meet it.
const isMetBy = (rule: Rule, need: Need, fact: Fact | undefined) =>
  !(fact && fact !== true && fact.elsewhere) &&
  (metBy[need]?.some((field) => rule.asks?.some((ask) => ask === field || ask === `${field}*`)) ?? false);

/** The fields without which the needs of the row that do not hold would not hold afterwards either. */
export const fieldsNeeded = (rule: Rule, subject: Subject): readonly Field[] =>
  rule.needs?.flatMap((need) => (stands(subject.facts[need]) ? (metBy[need] ?? []) : [])) ?? [];

/** The fields by which a need would be met that holds already: nobody is asked for them again. What the step requires stays. */
export const fieldsSettled = (rule: Rule, subject: Subject): readonly Field[] =>
  rule.needs?.flatMap((need) =>
    subject.facts[need] === true && need === "system_registered" ? (metBy[need] ?? []) : [],
  ) ?? [];

const stands = (fact: Fact | undefined) => fact !== true && fact !== null && fact !== undefined;

export const leaves = (rule: Rule, subject: Subject): boolean =>
  (!rule.types || rule.types.some((type) => type === subject.type)) &&
  (rule.from === "any" || (rule.from !== "new" && rule.from.includes(subject.status)));

const rowFor = (step: Step, subject: Subject) =>
  rulesOf(subject.kind).find((rule) => rule.step === step && !rule.caused && leaves(rule, subject));

function unknownHere(step: Step, subject: Subject): Refusal {
  const elsewhere = rulesOf(subject.kind).find(
    (rule) => rule.step === step && !rule.caused && (!rule.types || rule.types.some((type) => type === subject.type)),
  );
  if (!elsewhere) return { ok: false, because: "unknown", clause: "exceptions" };
  return { ok: false, because: "status", clause: elsewhere.clause, rule: elsewhere };
}
