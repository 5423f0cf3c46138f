import { type Actor, isDelegate, mayTake, type RecordState, type Refusal } from "./judge";
import type { ChangeType, RecordType } from "./record";
import { actsAs, isReadOnly } from "./roles";
import { type AllowedActor, type ChangeStep, firstRuleOf, type Rule, rulesOf, type Step } from "./rules";

/**
 * Whether the roles of `actor` let them take `step` at all, on some record and whatever anybody did to it: asked before
 * anything is read of what they sent.
 */
export const couldEverTake = (recordType: RecordType, step: Step, actor: Actor): boolean =>
  !(isReadOnly(actor.roles) && recordType !== "person") &&
  rulesForStep(recordType, step).some(({ by }) => by.some((allowedActor) => holdsRequiredRole(allowedActor, actor)));

/** Why `actor` may not make a record of `type` by `step`, with what is refused; null where they may, or nothing is made by it. */
export function creationRefusal(
  recordType: RecordType,
  step: Step,
  type: ChangeType | "",
  actor: Actor,
): { refusal: Refusal; recordState: RecordState } | null {
  const rule = rulesForStep(recordType, step).find(
    ({ from, types }) => from === "new" && (!types || type === "" || types.some((each) => each === type)),
  );
  const record: RecordState = { ...newRecord, recordType, type };
  if (!rule || mayTake(rule, record, actor)) return null;
  return { refusal: { ok: false, code: "who", clause: rule.clause, rule }, recordState: record };
}

const rulesForStep = (recordType: RecordType, step: Step): readonly Rule[] =>
  rulesOf(recordType).filter((rule) => rule.step === step && !rule.derived);

const holdsRequiredRole = (allowedActor: AllowedActor, actor: Actor): boolean =>
  !allowedActor.role || actsAs(actor.roles, allowedActor.role) || Boolean(allowedActor.delegable && isDelegate(actor));

/** Whether `actor` may make a change by `step`. */
export const canCreateChange = (step: ChangeStep, actor: Actor): boolean => can("change", step, actor);

/** Whether `actor` may register a system. */
export const canRegisterSystem = (actor: Actor): boolean => can("system", "register", actor);

/** Whether `actor` may give an approved change its window, and move a window that is given; needs and acts aside. */
export const schedulingRights = (actor: Actor): { readonly maySchedule: boolean; readonly mayMove: boolean } => ({
  maySchedule: can("change", "schedule", actor, "normal"),
  mayMove: can("change", "reschedule", actor, "normal"),
});

/** Whether `actor` may place a freeze. */
export const canPlaceFreeze = (actor: Actor): boolean => can("freeze", "place_freeze", actor);

/** Whether `actor` may propose an entry of the catalogue. */
export const canProposeEntry = (actor: Actor): boolean => can("entry", "propose", actor);

/** Whether `actor` may halt application deploys. */
export const canPlaceHalt = (actor: Actor): boolean => can("halt", "place_halt", actor);

/** Whether `actor` may import records of another system. */
export const canImportPast = (actor: Actor): boolean => can("import", "import_past", actor);

/** Whether `actor` may place shifts and take over being on call. */
export const canPlaceShifts = (actor: Actor): boolean => can("roster", "place_shifts", actor);

/** Whether `actor` may review the policy and put a new text in force. */
export const canPublishPolicy = (actor: Actor): boolean => can("installation", "publish_policy", actor);

/** Whether `actor` may have something sent again. */
export const canResendDelivery = (actor: Actor): boolean => can("delivery", "send_again", actor);

/** Whether `actor` may add a webhook. */
export const canAddWebhook = (actor: Actor): boolean => can("webhook", "add_webhook", actor);

/** Whether `actor` may lend the role of operations lead. */
export const canDelegate = (actor: Actor): boolean => can("delegation", "delegate", actor);

function can(recordType: RecordType, step: Step, actor: Actor, type: ChangeType | "" = ""): boolean {
  const rule = firstRuleOf(recordType, step);
  return rule !== undefined && mayTake(rule, { ...newRecord, recordType, type }, actor);
}

/** A record that is yet to be made: nobody did anything to it. */
export const newRecord: RecordState = {
  recordType: "change",
  type: "",
  name: "A new change",
  status: "draft",
  pastActions: {},
  checks: {},
};
