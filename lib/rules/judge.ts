import type { Clause } from "./clauses";
import type { Field } from "./fields";
import type { ChangeType, RecordType, Status } from "./record";
import { actsAs, isReadOnly, type Role } from "./roles";
import {
  type AllowedActor,
  fieldsMeeting,
  type PastAction,
  type Precondition,
  type Rule,
  rulesOf,
  type Step,
} from "./rules";

/** What Postgres found: true where the precondition is met, null where that depends on the input, else the details of what is missing. */
export type CheckResult = true | null | { readonly [detail: string]: unknown };

export type Actor = {
  readonly id: number;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The operations leads who delegate their authority to this person now; absent where none does. */
  readonly delegators?: readonly Delegator[];
  /** Other accounts that are theirs, or may be: what those did, they did wherever somebody else is asked for. */
  readonly accounts?: readonly number[];
  /** They have not signed in for so long that nobody counts on them; see `lib/rules/inactivity.ts`. */
  readonly away?: boolean;
};

export type Delegator = Pick<Actor, "id" | "roles" | "accounts">;

/** The state of a record that decides which steps may be taken: its status, who did what to it, and the checked preconditions. */
export type RecordState = {
  readonly recordType: RecordType;
  readonly type: ChangeType | "";
  readonly name: string;
  readonly status: Status;
  readonly pastActions: Readonly<Partial<Record<PastAction, readonly number[]>>>;
  readonly checks: Readonly<Partial<Record<Precondition, CheckResult>>>;
};

export type Refusal = {
  readonly ok: false;
  readonly code: "unknown" | "status" | "who" | "need";
  readonly clause: Clause;
  readonly rule?: Rule;
  readonly precondition?: Precondition;
};
type Verdict = { readonly ok: true; readonly rule: Rule } | Refusal;

/** Whether `actor` may take `step` on `subject` now: the row that lets them, or why not. */
export function judge(step: Step, record: RecordState, actor: Actor): Verdict {
  const rule = ruleFor(step, record);
  if (!rule) return refuseUnknownStep(step, record);
  if (!mayTake(rule, record, actor)) return { ok: false, code: "who", clause: rule.clause, rule };
  const precondition = unmetPrecondition(rule, record);
  return precondition ? { ok: false, code: "need", clause: rule.clause, rule, precondition } : { ok: true, rule };
}

/** The first need of the row that does not hold and that its own form cannot meet. */
export const unmetPrecondition = (rule: Rule, record: RecordState): Precondition | undefined =>
  rule.preconditions?.find(
    (precondition) =>
      isUnmet(record.checks[precondition]) && !isMetByInputs(rule, precondition, record.checks[precondition]),
  );

export type StepOffer = { readonly step: Step; readonly rule: Rule; readonly verdict: Verdict };

/** Every step that leaves the place where `subject` stands, each with its verdict for `actor`. */
export const stepOffersFor = (record: RecordState, actor: Actor): readonly StepOffer[] =>
  rulesOf(record.recordType)
    .filter((rule) => !rule.derived && appliesTo(rule, record))
    .map((rule) => ({ step: rule.step, rule, verdict: judge(rule.step, record, actor) }));

/** Whether `step` is among those that may be taken now. */
export const isOffered = (offers: readonly StepOffer[], step: string | undefined): boolean =>
  offers.some((offer) => offer.step === step && offer.verdict.ok);

/** Whether `actor` is one of those whom the row allows; preconditions are not checked. Auditors take no step. */
export const mayTake = (rule: Rule, record: RecordState, actor: Actor): boolean =>
  !(isReadOnly(actor.roles) && record.recordType !== "person") &&
  rule.by.some((allowedActor) => permits(allowedActor, record, actor));

/** Those of `people` who may take the row's step. */
export const eligibleActors = (rule: Rule, record: RecordState, people: readonly Actor[]): readonly Actor[] =>
  people.filter((person) => mayTake(rule, record, person));

/** Whether `actor` may take the step only through a delegation, and not by their own roles. */
export const actsAsDelegate = (rule: Rule, record: RecordState, actor: Actor): boolean =>
  isDelegate(actor) && mayTake(rule, record, actor) && !mayTake(rule, record, { ...actor, delegators: [] });

/** Why one way is shut to one person, or null when it is open. */
export function denialReason(
  allowedActor: AllowedActor,
  record: RecordState,
  actor: Actor,
): "role" | "same" | PastAction | "when" | "delegator" | null {
  if (!allowedActor.role || actsAs(actor.roles, allowedActor.role))
    return pastActionDenial(allowedActor, record, actor);
  if (!allowedActor.delegable || !isDelegate(actor)) return "role";
  return (
    pastActionDenial(allowedActor, record, actor) ??
    (actor.delegators?.some(delegatorCouldTake(allowedActor, record)) ? null : "delegator")
  );
}

export const isDelegate = ({ delegators = [] }: Actor): boolean => delegators.length > 0;

// A delegate may do no more than the delegator.
const delegatorCouldTake = (allowedActor: AllowedActor, record: RecordState) => (delegator: Delegator) =>
  !isReadOnly(delegator.roles) && denialReason(allowedActor, record, { ...delegator, name: "" }) === null;

function pastActionDenial(
  allowedActor: AllowedActor,
  record: RecordState,
  actor: Actor,
): "same" | PastAction | "when" | null {
  if (allowedActor.same && !hasDone(record, allowedActor.same, actor)) return "same";
  // Where it is unknown who did it, it could have been the actor: fail closed.
  const forbidden = allowedActor.not?.find(
    (pastAction) => !record.pastActions[pastAction] || hasDoneUnderAnyAccount(record, pastAction, actor),
  );
  if (forbidden) return forbidden;
  return allowedActor.when && record.checks[allowedActor.when] !== true ? "when" : null;
}

const permits = (allowedActor: AllowedActor, record: RecordState, actor: Actor) =>
  denialReason(allowedActor, record, actor) === null;

const hasDone = (record: RecordState, pastAction: PastAction, actor: Actor) =>
  record.pastActions[pastAction]?.includes(actor.id) ?? false;

/** Whether the person did it, under whichever of their accounts. */
const hasDoneUnderAnyAccount = (record: RecordState, pastAction: PastAction, actor: Actor) =>
  hasDone(record, pastAction, actor) || hasDoneUnderOtherAccount(record, pastAction, actor);

/** Whether another account did it that is theirs, or may be. */
export const hasDoneUnderOtherAccount = (
  record: RecordState,
  pastAction: PastAction,
  { accounts = [] }: Actor,
): boolean => accounts.some((id) => record.pastActions[pastAction]?.includes(id));

// `elsewhere`: no input of this form can meet it.
const isMetByInputs = (rule: Rule, precondition: Precondition, check: CheckResult | undefined) =>
  !(check && check !== true && check.elsewhere) && asksForFieldsMeeting(precondition, rule);

/** Whether the step's own form asks for a field that can meet the precondition. */
export const asksForFieldsMeeting = (precondition: Precondition, { inputs = [] }: Rule): boolean =>
  fieldsMeeting[precondition]?.some((field) => inputs.some((input) => input === field || input === `${field}*`)) ??
  false;

/** The fields without which the needs of the row that do not hold would not hold afterwards either. */
export const fieldsForUnmetPreconditions = (rule: Rule, record: RecordState): readonly Field[] =>
  rule.preconditions?.flatMap((precondition) =>
    isUnmet(record.checks[precondition]) ? (fieldsMeeting[precondition] ?? []) : [],
  ) ?? [];

/** The fields by which a need would be met that holds already: nobody is asked for them again. What the step requires stays. */
export const fieldsForMetPreconditions = (rule: Rule, record: RecordState): readonly Field[] =>
  rule.preconditions?.flatMap((precondition) =>
    record.checks[precondition] === true && precondition === "system_registered"
      ? (fieldsMeeting[precondition] ?? [])
      : [],
  ) ?? [];

const isUnmet = (check: CheckResult | undefined) => check !== true && check !== null && check !== undefined;

export const appliesTo = (rule: Rule, record: Pick<RecordState, "type" | "status">): boolean =>
  (!rule.types || rule.types.some((type) => type === record.type)) &&
  (rule.from === "any" || (rule.from !== "new" && rule.from.includes(record.status)));

const ruleFor = (step: Step, record: RecordState) =>
  rulesOf(record.recordType).find((rule) => rule.step === step && !rule.derived && appliesTo(rule, record));

function refuseUnknownStep(step: Step, record: RecordState): Refusal {
  const elsewhere = rulesOf(record.recordType).find(
    (rule) => rule.step === step && !rule.derived && (!rule.types || rule.types.some((type) => type === record.type)),
  );
  if (!elsewhere) return { ok: false, code: "unknown", clause: "exceptions" };
  return { ok: false, code: "status", clause: elsewhere.clause, rule: elsewhere };
}
