import { describeAllowedActors } from "./describe-allowed-actors";
import { type Actor, type Delegator, eligibleActors, type RecordState, stepOffersFor } from "./judge";
import { stepLabels } from "./labels";
import { actsAs, isReadOnly } from "./roles";
import { type PastAction, type Precondition, type Rule, rulesOf, type Step } from "./rules";
import { primarySteps } from "./step-groups";

/** A step that nobody can take, whoever takes those before it. */
export type DeadEnd = { readonly rule: Rule };

/** Where the record can go no further on its way to its end, given who of `people` did what to it; null while there is a way. */
export function findDeadEnd(record: RecordState, people: readonly Actor[]): DeadEnd | null {
  const rule = firstBlockedRule(record, people);
  return rule && { rule };
}

/** The same as it would be once `actor` took `step`. */
export function deadEndAfter(step: Step, record: RecordState, actor: Actor, people: readonly Actor[]): DeadEnd | null {
  const rule = stepOffersFor(record, actor).find((offer) => offer.step === step)?.rule;
  return rule ? findDeadEnd(recordAfter(rule, record, actor), people) : null;
}

/** What to say of it: what nobody is left to do, and what helps. A delegation does not: nobody delegates what they could not do themselves. */
export const deadEndSentence = ({ rule }: DeadEnd): string =>
  `${stepLabels[rule.step].label} needs ${describeAllowedActors(rule)}. No eligible person is left: everybody else took part or does not hold the role. ${remedySentence(rule)}`;

const remedySentence = ({ by }: Rule): string =>
  by.some((allowedActor) => allowedActor.delegable)
    ? "Add another operations lead: a lead who took part cannot delegate this step."
    : "Add another person who holds the role.";

/** Whether a lead may lend the role to this person: an operator who is no lead and no auditor. */
export const canBeDelegate = ({ roles }: Actor): boolean =>
  actsAs(roles, "operator") && !actsAs(roles, "ops_lead") && !isReadOnly(roles);

/** The first step on the way on that nobody could take, whoever takes those before it; null when there is a way. */
function firstBlockedRule(record: RecordState, people: readonly Actor[]): Rule | null {
  const rules = primaryRulesFrom(record);
  if (rules.length === 0) return null;
  const attempts = rules.flatMap((rule) => onePerActorKind(rule, record, people).map((person) => ({ rule, person })));
  let blocked: Rule | null = rules[0] ?? null;
  for (const { rule, person } of attempts) {
    blocked = firstBlockedRule(recordAfter(rule, record, person), people);
    if (!blocked) return null;
  }
  return blocked;
}

const primaryRulesFrom = (record: RecordState): readonly Rule[] =>
  rulesOf(record.recordType).filter(
    (rule) =>
      primarySteps.has(rule.step) &&
      (rule.types ?? [record.type]).some((type) => type === record.type) &&
      Array.isArray(rule.from) &&
      rule.from.includes(record.status) &&
      !rule.preconditions?.some(
        (precondition) => permanentPreconditions.has(precondition) && record.checks[precondition] !== true,
      ),
  );

/** Preconditions that neither time nor another step brings about. */
export const permanentPreconditions: ReadonlySet<Precondition> = new Set<Precondition>(["entry_routine", "reversible"]);

/** People of the same roles who did the same are alike here: one of them stands for all, so a large team costs no more. */
const onePerActorKind = (rule: Rule, record: RecordState, people: readonly Actor[]): readonly Actor[] => [
  ...new Map(eligibleActors(rule, record, people).map((person) => [actorKindOf(person, record), person])).values(),
];

// Asked some thousand times a page.
function actorKindOf(
  { id, roles, delegators = [], accounts }: Delegator & Pick<Actor, "delegators">,
  record: RecordState,
): string {
  let kind = rolesKey(roles);
  const { pastActions } = record;
  for (const pastAction in pastActions)
    if (hasOwn(pastActions, pastAction)) kind += pastActionKey(pastAction, id, accounts, pastActions[pastAction] ?? []);
  for (const delegator of delegators) kind += ` delegated by ${actorKindOf(delegator, record)}`;
  return kind;
}

// What another of their accounts did bars them, and lets them do nothing more.
const pastActionKey = (
  pastAction: PastAction,
  id: number,
  accounts: Actor["accounts"],
  actorIds: readonly number[],
): string =>
  actorIds.includes(id)
    ? ` ${pastAction}`
    : accounts?.some((one) => actorIds.includes(one))
      ? ` another ${pastAction}`
      : "";

const hasOwn = (pastActions: RecordState["pastActions"], pastAction: string): pastAction is PastAction =>
  Object.hasOwn(pastActions, pastAction);

const keys = new WeakMap<Actor["roles"], string>();

function rolesKey(roles: Actor["roles"]): string {
  const key = keys.get(roles) ?? [...roles].sort().join("+");
  keys.set(roles, key);
  return key;
}

const recordAfter = (rule: Rule, record: RecordState, person: Actor): RecordState => {
  const pastActions = { ...record.pastActions };
  for (const pastAction of rule.makes ?? []) pastActions[pastAction] = [...(pastActions[pastAction] ?? []), person.id];
  return { ...record, status: rule.to === "same" ? record.status : rule.to, pastActions };
};
