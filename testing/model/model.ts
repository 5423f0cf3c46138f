import { type DesignRow, type DesignWay, designStatuses, designTable } from "./design-table";

/** A step that somebody took earlier on a record, or on the change that an incident is about. */
export type Earlier = { readonly step: string; readonly by: number; readonly revision: number };

export type ModelSubject = {
  readonly book:
    | "change"
    | "incident"
    | "entry"
    | "system"
    | "freeze"
    | "person"
    | "roster"
    | "delivery"
    | "halt"
    | "installation"
    | "delegation";
  /** Of a change; the other books have none. */
  readonly type: keyof typeof designStatuses | "";
  readonly status: string;
  readonly revision: number;
  readonly routine: boolean;
  readonly earlier: readonly Earlier[];
};

export type ModelVerdict = "taken" | "who" | "status";

/** A lead who lent their role. */
export type ModelLender = { readonly id: number; readonly roles: readonly string[] };
const aStranger: ModelLender = { id: -1, roles: ["ops_lead"] };

/**
 * What the design says of a step whose needs hold; written from its text, knowing nothing of the rulebook or of SQL. Who
 * acts under a running delegation holds one role more, `delegate`, of a lead who took no part unless it is said who lent it.
 */
export function modelVerdict(
  step: string,
  subject: ModelSubject,
  person: number,
  roles: readonly string[],
  lenders: readonly ModelLender[] = [aStranger],
): ModelVerdict {
  const row = modelRow(step, subject);
  if (!row) return "status";
  if (roles.includes("auditor") && subject.book !== "person") return "who";
  return row.by.some((way) => wayHolds(way, subject, person, roles) && isOwnOrLent(way, subject, roles, lenders))
    ? "taken"
    : "who";
}

// What is lent is no more than the lender could do.
const isOwnOrLent = (
  way: DesignWay,
  subject: ModelSubject,
  roles: readonly string[],
  lenders: readonly ModelLender[],
) => !way.role || actsAs(roles, way.role) || lenders.some((lender) => wayHolds(way, subject, lender.id, lender.roles));

/** The row of the design that lets a step leave where the subject stands. */
export const modelRow = (
  step: string,
  { book, type, status }: Pick<ModelSubject, "book" | "type" | "status">,
): DesignRow | undefined =>
  designTable[book].find(
    (row) =>
      row.step === step &&
      (type === "" || (row.types.includes(type) && designStatuses[type].includes(status))) &&
      (row.from.includes("any") || row.from.includes(status)),
  );

function wayHolds(way: DesignWay, subject: ModelSubject, person: number, roles: readonly string[]): boolean {
  if (way.role && !actsAs(roles, way.role) && !(way.lent && roles.includes("delegate"))) return false;
  if (way.when === "routine" && !subject.routine) return false;
  if (way.same && !sames(way.same, subject).includes(person)) return false;
  return !way.not.some((act) => whoDid(act, subject).includes(person));
}

const actsAs = (roles: readonly string[], role: string) =>
  roles.includes(role) || (role === "operator" && (roles.includes("reviewer") || roles.includes("ops_lead")));

// "same: author" is the latest to draft or take over; any other act is whoever did it.
function sames(act: string, subject: ModelSubject): readonly number[] {
  if (act !== "author") return whoDid(act, subject);
  const latest = subject.earlier.findLast(({ step }) => ["draft", "take_over", "declare"].includes(step));
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
  proposer: ["propose"],
  placer: ["place_halt"],
  self: ["be"],
};

function whoDid(act: string, { earlier, revision }: ModelSubject): readonly number[] {
  const steps = stepsOf[act] ?? [];
  const ofThisRevision = act === "reviewer" || act === "approver";
  return earlier
    .filter((did) => steps.includes(did.step) && (!ofThisRevision || did.revision === revision))
    .map(({ by }) => by);
}
