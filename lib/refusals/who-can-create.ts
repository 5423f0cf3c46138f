import { newRecord } from "@/lib/rules/can-create";
import type { Actor } from "@/lib/rules/judge";
import type { RecordType } from "@/lib/rules/record";
import { type ChangeStep, firstRuleOf, type Step } from "@/lib/rules/rules";
import { whoCanSentence } from "./allowed-actors-sentence";

// Each says who the rule permits, then which of `people` that is.

/** Who can create a change by `step`. */
export const whoCanCreateChange = (step: ChangeStep, people: readonly Actor[]): string =>
  whoCan("change", step, people);

/** Who can register systems. */
export const whoCanRegisterSystem = (people: readonly Actor[]): string => whoCan("system", "register", people);

/** Who can place freezes. */
export const whoCanPlaceFreeze = (people: readonly Actor[]): string => whoCan("freeze", "place_freeze", people);

/** Who can propose catalogue entries. */
export const whoCanProposeEntry = (people: readonly Actor[]): string => whoCan("entry", "propose", people);

/** Who can halt application deploys. */
export const whoCanPlaceHalt = (people: readonly Actor[]): string => whoCan("halt", "place_halt", people);

/** Who can import records of another system. */
export const whoCanImportPast = (people: readonly Actor[]): string => whoCan("import", "import_past", people);

/** Who can place shifts. */
export const whoCanPlaceShifts = (people: readonly Actor[]): string => whoCan("roster", "place_shifts", people);

/** Who can publish a version of the policy. */
export const whoCanPublishPolicy = (people: readonly Actor[]): string =>
  whoCan("installation", "publish_policy", people);

/** Who can send a delivery again. */
export const whoCanResendDelivery = (people: readonly Actor[]): string => whoCan("delivery", "send_again", people);

/** Who can add webhooks. */
export const whoCanAddWebhook = (people: readonly Actor[]): string => whoCan("webhook", "add_webhook", people);

/** Who can delegate authority. */
export const whoCanDelegate = (people: readonly Actor[]): string => whoCan("delegation", "delegate", people);

function whoCan(recordType: RecordType, step: Step, people: readonly Actor[]): string {
  const rule = firstRuleOf(recordType, step);
  return rule ? whoCanSentence(rule, { ...newRecord, recordType }, people) : "";
}
