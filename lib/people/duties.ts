import { type Done, didAct } from "@/lib/rules/acts";
import { mayTake, type Person, type Subject } from "@/lib/rules/judge";
import type { ChangeType, Status, SubjectType } from "@/lib/rules/record";
import { type Act, type Rule, rulesOf } from "@/lib/rules/rules";
import type { RolesThen } from "./roles-then";

// Separation of duties, verified from the events alone: each step left a status it may leave, and was taken by somebody who
// held the role at that time and had done none of the excluded actions. The rules table is not read, so loosening it is detected.

/** A step from its event. `to` is the status it led to; absent where it was not read. */
export type TakenStep = Done & {
  readonly event: number;
  readonly at: string;
  readonly delegation?: number | null;
  readonly to?: Status | null;
};

/** A record with its steps, the oldest first. */
export type TakenRecord<S extends TakenStep = TakenStep> = {
  readonly kind: SubjectType;
  readonly id: number;
  readonly type: ChangeType | "";
  readonly steps: readonly S[];
  /** Of an incident: what was done to its change. */
  readonly ofChange?: readonly TakenStep[];
  /** The kind of the change's catalogue entry; absent where nobody says, null where it has none. */
  readonly entryKind?: "standard" | "routine" | null;
};

/** A step that the rulebook refuses: from where its record stood, to whoever took it, or for want of a live entry of that kind. */
export type Breach<S extends TakenStep = TakenStep> = {
  readonly step: S;
  readonly because: "status" | "who" | "entry";
  readonly rule: Rule | null;
};

/** The steps of a record that the rulebook refuses; without `roles` those of wrong roles are not found. */
export function breachesIn<S extends TakenStep>(record: TakenRecord<S>, roles: RolesThen | null): readonly Breach<S>[] {
  const found: Breach<S>[] = [];
  let status: Status | null = firstStatus[record.kind] ?? null;
  for (const [place, step] of record.steps.entries()) {
    const rule = ruleFor(record, step, status);
    const led = rule && (rule.to === "same" ? status : rule.to);
    if (!rule || (step.to && step.to !== led)) found.push({ step, because: "status", rule: rule ?? null });
    else if (!rule.caused) {
      if (!mayHaveTaken(rule, record, place, step, roles)) found.push({ step, because: "who", rule });
      else if (!hadItsEntry(rule, record)) found.push({ step, because: "entry", rule });
    }
    status = step.to ?? led ?? status;
  }
  return found;
}

// Records that are there before an event of their own.
const firstStatus: Partial<Record<SubjectType, Status>> = {
  person: "known",
  installation: "installed",
  delivery: "queued",
};

const ruleFor = ({ kind, type }: TakenRecord, { step }: TakenStep, status: Status | null): Rule | undefined =>
  rulesOf(kind).find(
    (rule) =>
      rule.step === step &&
      (!rule.types || rule.types.some((one) => one === type)) &&
      (rule.from === "new" ? status === null : status !== null && (rule.from === "any" || rule.from.includes(status))),
  );

function mayHaveTaken(
  rule: Rule,
  record: TakenRecord,
  place: number,
  step: TakenStep,
  roles: RolesThen | null,
): boolean {
  const named = rule.by.flatMap(({ same, not = [] }) => (same ? [same, ...not] : not));
  const subject: Subject = {
    kind: record.kind,
    type: record.type,
    name: "",
    status: "known",
    acts: Object.fromEntries(named.map((act) => [act, whoDid(act, record, place, step)])),
    facts: record.entryKind === "routine" || record.entryKind === undefined ? { entry_routine: true } : {},
  };
  return roles
    ? mayTake(rule, subject, actorThen(step, roles))
    : rule.by.some(({ role, ...way }) =>
        mayTake({ ...rule, by: [way] }, subject, { id: step.by, name: "", roles: [] }),
      );
}

function whoDid(
  act: Act,
  { kind, id, steps, ofChange = [] }: TakenRecord,
  place: number,
  { event, revision }: TakenStep,
) {
  if (act === "self") return kind === "person" ? [id] : [];
  return didAct(act, [...ofChange.filter((one) => one.event < event), ...steps.slice(0, place)], revision);
}

function actorThen({ by, event, at, delegation }: TakenStep, roles: RolesThen): Person {
  const lent = delegation ? roles.running(delegation, by, { event, at }) : null;
  const lenders = lent ? [{ id: lent.lender, ...heldBy(lent.lender, event, roles) }] : [];
  return { id: by, name: "", ...heldBy(by, event, roles), lenders };
}

const heldBy = (person: number, event: number, roles: RolesThen) => ({
  roles: roles.of(person, event),
  accounts: roles.accountsOf(person, event),
});

const kindNeeded = { entry_routine: "routine", entry_live: "standard" } as const;

const hadItsEntry = ({ needs = [] }: Rule, { entryKind }: TakenRecord): boolean =>
  entryKind === undefined ||
  needs.every((need) => (need !== "entry_routine" && need !== "entry_live") || kindNeeded[need] === entryKind);
