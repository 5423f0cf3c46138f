import { type DesignActor, type DesignRow, designStatuses, designTable } from "./design-table";

/** A step that somebody took earlier on a record, or on the change that an incident is about. */
export type Earlier = { readonly step: string; readonly by: number; readonly revision: number };

export type ModelRecord = {
  readonly recordType:
    | "change"
    | "incident"
    | "entry"
    | "system"
    | "freeze"
    | "person"
    | "roster"
    | "delivery"
    | "halt"
    | "import"
    | "account"
    | "webhook"
    | "installation"
    | "delegation";
  /** Of a change; the other record types have none. */
  readonly type: keyof typeof designStatuses | "";
  readonly status: string;
  readonly revision: number;
  readonly routine: boolean;
  readonly earlier: readonly Earlier[];
};

export type ModelVerdict = "taken" | "who" | "status";

/** A lead who delegated their authority. */
export type ModelDelegator = { readonly id: number; readonly roles: readonly string[] };
const outsideDelegator: ModelDelegator = { id: -1, roles: ["ops_lead"] };

/**
 * What the design says of a step whose needs hold; written from its text, knowing nothing of the rulebook or of SQL. Who
 * acts under a running delegation holds one role more, `delegate`, of a lead who took no part unless the delegator is given.
 */
export function modelVerdict(
  step: string,
  record: ModelRecord,
  person: number,
  roles: readonly string[],
  delegators: readonly ModelDelegator[] = [outsideDelegator],
): ModelVerdict {
  const row = modelRow(step, record);
  if (!row) return "status";
  if (roles.includes("auditor") && record.recordType !== "person") return "who";
  return row.by.some(
    (allowedActor) =>
      isSatisfied(allowedActor, record, person, roles) &&
      hasOwnOrDelegatedRole(allowedActor, record, roles, delegators),
  )
    ? "taken"
    : "who";
}

/** What the design says of the same step by a token: it acts as an operator, and takes what its scope is written at. */
export function modelTokenVerdict(
  step: string,
  record: ModelRecord,
  person: number,
  roles: readonly string[],
  scope: string,
): ModelVerdict | "token" {
  const row = modelRow(step, record);
  if (!row) return "status";
  if (row.tokenScope === "" || row.tokenScope !== scope) return "token";
  return modelVerdict(step, record, person, roles.length > 0 ? ["operator"] : [], []);
}

// A delegate can do no more than the delegator could.
const hasOwnOrDelegatedRole = (
  allowedActor: DesignActor,
  record: ModelRecord,
  roles: readonly string[],
  delegators: readonly ModelDelegator[],
) =>
  !allowedActor.role ||
  actsAs(roles, allowedActor.role) ||
  delegators.some((delegator) => isSatisfied(allowedActor, record, delegator.id, delegator.roles));

/** The row of the design that lets a step leave where the subject stands. */
export const modelRow = (
  step: string,
  { recordType, type, status }: Pick<ModelRecord, "recordType" | "type" | "status">,
): DesignRow | undefined =>
  designTable[recordType].find(
    (row) =>
      row.step === step &&
      (type === "" || (row.types.includes(type) && designStatuses[type].includes(status))) &&
      (row.from.includes("any") || row.from.includes(status)),
  );

function isSatisfied(
  allowedActor: DesignActor,
  record: ModelRecord,
  person: number,
  roles: readonly string[],
): boolean {
  if (allowedActor.role && !actsAs(roles, allowedActor.role) && !(allowedActor.delegable && roles.includes("delegate")))
    return false;
  if (allowedActor.when === "routine" && !record.routine) return false;
  if (allowedActor.same && !actorsForSame(allowedActor.same, record).includes(person)) return false;
  return !allowedActor.not.some((pastAction) => actorsOf(pastAction, record).includes(person));
}

const actsAs = (roles: readonly string[], role: string) =>
  roles.includes(role) || (role === "operator" && (roles.includes("reviewer") || roles.includes("ops_lead")));

// "same: author" is the latest to draft or take over; any other act is whoever did it.
function actorsForSame(pastAction: string, record: ModelRecord): readonly number[] {
  if (pastAction !== "author") return actorsOf(pastAction, record);
  const latest = record.earlier.findLast(({ step }) => ["draft", "take_over", "declare"].includes(step));
  return latest ? [latest.by] : [];
}

const stepsOf: Record<string, readonly string[]> = {
  author: ["draft", "edit", "take_over", "declare"],
  reviewer: ["review"],
  approver: ["approve", "approve_routine"],
  executor: ["start", "declare", "finish", "log", "stand_down", "call_off"],
  starter: ["start"],
  rollback: ["roll_back"],
  documenter: ["document"],
  investigator: ["investigate"],
  proposer: ["propose", "propose_account", "take_over_account"],
  accountable: ["propose_account", "take_over_account"],
  placer: ["place_halt"],
  self: ["be"],
};

function actorsOf(pastAction: string, { earlier, revision }: ModelRecord): readonly number[] {
  const steps = stepsOf[pastAction] ?? [];
  const ofThisRevision = pastAction === "reviewer" || pastAction === "approver";
  return earlier
    .filter((did) => steps.includes(did.step) && (!ofThisRevision || did.revision === revision))
    .map(({ by }) => by);
}
