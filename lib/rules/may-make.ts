import { isLentTo, mayTake, type Person, type Refusal, type Subject } from "./judge";
import type { ChangeType, SubjectType } from "./record";
import { actsAs, takesNoStep } from "./roles";
import { type By, bookOf, type ChangeStep, type Rule, rulesOf, type Step } from "./rules";

/**
 * Whether the roles of `actor` let them take `step` at all, on some record and whatever anybody did to it: asked before
 * anything is read of what they sent.
 */
export const mayEver = (kind: SubjectType, step: Step, actor: Person): boolean =>
  !(takesNoStep(actor.roles) && kind !== "person") &&
  rowsOf(kind, step).some(({ by }) => by.some((way) => holds(way, actor)));

/** Why `actor` may not make a record of `type` by `step`, with what is refused; null where they may, or nothing is made by it. */
export function refusedToMake(
  kind: SubjectType,
  step: Step,
  type: ChangeType | "",
  actor: Person,
): { refusal: Refusal; subject: Subject } | null {
  const rule = rowsOf(kind, step).find(
    ({ from, types }) => from === "new" && (!types || type === "" || types.some((each) => each === type)),
  );
  const subject: Subject = { ...unmade, kind, type };
  if (!rule || mayTake(rule, subject, actor)) return null;
  return { refusal: { ok: false, because: "who", clause: rule.clause, rule }, subject };
}

const rowsOf = (kind: SubjectType, step: Step): readonly Rule[] =>
  rulesOf(kind).filter((rule) => rule.step === step && !rule.caused);

const holds = (way: By, actor: Person): boolean =>
  !way.role || actsAs(actor.roles, way.role) || Boolean(way.lent && isLentTo(actor));

/** Whether `actor` may make a change by `step`. */
export const mayMake = (step: ChangeStep, actor: Person): boolean => may("change", step, actor);

/** Whether `actor` may register a system. */
export const mayRegister = (actor: Person): boolean => may("system", "register", actor);

/** Whether `actor` may give an approved change its window, and move a window that is given; needs and acts aside. */
export const mayPlan = (actor: Person): { readonly maySchedule: boolean; readonly mayMove: boolean } => ({
  maySchedule: may("change", "schedule", actor, "normal"),
  mayMove: may("change", "reschedule", actor, "normal"),
});

/** Whether `actor` may place a freeze. */
export const mayFreeze = (actor: Person): boolean => may("freeze", "place_freeze", actor);

/** Whether `actor` may propose an entry of the catalogue. */
export const mayPropose = (actor: Person): boolean => may("entry", "propose", actor);

/** Whether `actor` may halt application deploys. */
export const mayHalt = (actor: Person): boolean => may("halt", "place_halt", actor);

/** Whether `actor` may place shifts and take over being on call. */
export const mayRoster = (actor: Person): boolean => may("roster", "place_shifts", actor);

/** Whether `actor` may review the policy and put a new text in force. */
export const mayKeepPolicy = (actor: Person): boolean => may("installation", "publish_policy", actor);

/** Whether `actor` may have something sent again. */
export const maySendAgain = (actor: Person): boolean => may("delivery", "send_again", actor);

/** Whether `actor` may lend the role of operations lead. */
export const mayLend = (actor: Person): boolean => may("delegation", "delegate", actor);

function may(kind: SubjectType, step: Step, actor: Person, type: ChangeType | "" = ""): boolean {
  const rule = bookOf(kind, step);
  return rule !== undefined && mayTake(rule, { ...unmade, kind, type }, actor);
}

/** A record that is yet to be made: nobody did anything to it. */
export const unmade: Subject = { kind: "change", type: "", name: "A new change", status: "draft", acts: {}, facts: {} };
