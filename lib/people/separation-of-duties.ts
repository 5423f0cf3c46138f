import { type Actor, mayTake, type RecordState } from "@/lib/rules/judge";
import { actorsOfPastAction, type StepTaken } from "@/lib/rules/past-actions";
import type { ChangeType, RecordType, Status } from "@/lib/rules/record";
import { actsAs, isReadOnly } from "@/lib/rules/roles";
import { type PastAction, type Rule, rulesOf } from "@/lib/rules/rules";
import type { RoleHistory } from "./role-history";

// Separation of duties, verified from the events alone: each step left a status it may leave, and was taken by somebody who
// held the role at that time and had done none of the excluded actions. The rules table is not read, so loosening it is detected.

/** A step from its event. `to` is the status it led to; absent where it was not read. */
export type AuditedStep = StepTaken & {
  readonly event: number;
  readonly at: string;
  readonly delegation?: number | null;
  /** Whether a machine took it for its person, by a token. */
  readonly isByToken?: boolean;
  readonly to?: Status | null;
};

/** A record with its steps, the oldest first. */
export type AuditedRecord<S extends AuditedStep = AuditedStep> = {
  readonly kind: RecordType;
  readonly id: number;
  readonly type: ChangeType | "";
  readonly steps: readonly S[];
  /** Of an incident: what was done to its change. */
  readonly ofChange?: readonly AuditedStep[];
  /** The kind of the change's catalogue entry; absent where nobody says, null where it has none. */
  readonly entryKind?: "standard" | "routine" | null;
};

/** A step that the rulebook refuses: from where its record stood, to whoever took it, or for want of a live entry of that kind. */
export type RuleViolation<S extends AuditedStep = AuditedStep> = {
  readonly step: S;
  readonly because: "status" | "who" | "entry";
  readonly rule: Rule | null;
};

/** The steps of a record that the rulebook refuses; without `roles` those of wrong roles are not found. */
export function ruleViolationsIn<S extends AuditedStep>(
  record: AuditedRecord<S>,
  roles: RoleHistory | null,
): readonly RuleViolation<S>[] {
  const violations: RuleViolation<S>[] = [];
  let status: Status | null = initialStatus[record.kind] ?? null;
  for (const [stepIndex, step] of record.steps.entries()) {
    const rule = ruleFor(record, step, status);
    const target = rule && (rule.to === "same" ? status : rule.to);
    if (!rule || (step.to && step.to !== target)) violations.push({ step, because: "status", rule: rule ?? null });
    else if (!rule.derived) {
      if ((step.isByToken && !rule.tokenScope) || !wasAllowedActor(rule, record, stepIndex, step, roles))
        violations.push({ step, because: "who", rule });
      else if (!hadRequiredEntry(rule, record)) violations.push({ step, because: "entry", rule });
    }
    status = step.to ?? target ?? status;
  }
  return violations;
}

// Records that are there before an event of their own.
const initialStatus: Partial<Record<RecordType, Status>> = {
  person: "known",
  installation: "installed",
  delivery: "queued",
};

const ruleFor = ({ kind, type }: AuditedRecord, { step }: AuditedStep, status: Status | null): Rule | undefined =>
  rulesOf(kind).find(
    (rule) =>
      rule.step === step &&
      (!rule.types || rule.types.some((one) => one === type)) &&
      (rule.from === "new" ? status === null : status !== null && (rule.from === "any" || rule.from.includes(status))),
  );

function wasAllowedActor(
  rule: Rule,
  record: AuditedRecord,
  stepIndex: number,
  step: AuditedStep,
  roles: RoleHistory | null,
): boolean {
  const pastActions = rule.by.flatMap(({ same, not = [] }) => (same ? [same, ...not] : not));
  const recordState: RecordState = {
    recordType: record.kind,
    type: record.type,
    name: "",
    status: "known",
    pastActions: Object.fromEntries(
      pastActions.map((pastAction) => [pastAction, actorIdsOf(pastAction, record, stepIndex, step)]),
    ),
    checks: record.entryKind === "routine" || record.entryKind === undefined ? { entry_routine: true } : {},
  };
  return roles
    ? mayTake(rule, recordState, actorAt(step, roles))
    : rule.by.some(({ role, ...way }) =>
        mayTake({ ...rule, by: [way] }, recordState, { id: step.by, name: "", roles: [] }),
      );
}

function actorIdsOf(
  pastAction: PastAction,
  { kind, id, steps, ofChange = [] }: AuditedRecord,
  stepIndex: number,
  { event, revision }: AuditedStep,
) {
  if (pastAction === "self") return kind === "person" ? [id] : [];
  return actorsOfPastAction(
    pastAction,
    [...ofChange.filter((one) => one.event < event), ...steps.slice(0, stepIndex)],
    revision,
  );
}

function actorAt({ by, event, at, delegation, isByToken }: AuditedStep, roles: RoleHistory): Actor {
  if (isByToken) return { id: by, name: "", ...asOperator(rolesAndAccountsOf(by, event, roles)) };
  const runningDelegation = delegation ? roles.runningDelegation(delegation, by, { event, at }) : null;
  const delegators = runningDelegation
    ? [{ id: runningDelegation.delegator, ...rolesAndAccountsOf(runningDelegation.delegator, event, roles) }]
    : [];
  return { id: by, name: "", ...rolesAndAccountsOf(by, event, roles), delegators };
}

/** A token acts as an operator, whatever else its person is. */
const asOperator = (actor: Pick<Actor, "roles" | "accounts">): Pick<Actor, "roles" | "accounts"> =>
  isReadOnly(actor.roles) ? actor : { ...actor, roles: actsAs(actor.roles, "operator") ? ["operator"] : [] };

const rolesAndAccountsOf = (person: number, event: number, roles: RoleHistory) => ({
  roles: roles.rolesOf(person, event),
  accounts: roles.otherAccountsOf(person, event),
});

const requiredEntryKind = { entry_routine: "routine", entry_live: "standard" } as const;

const hadRequiredEntry = ({ preconditions = [] }: Rule, { entryKind }: AuditedRecord): boolean =>
  entryKind === undefined ||
  preconditions.every(
    (need) => (need !== "entry_routine" && need !== "entry_live") || requiredEntryKind[need] === entryKind,
  );
