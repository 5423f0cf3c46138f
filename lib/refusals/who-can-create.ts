import { newRecord } from "@/lib/rules/can-create";
import type { Actor } from "@/lib/rules/judge";
import type { RecordType } from "@/lib/rules/record";
import { type ChangeStep, firstRuleOf, type Step } from "@/lib/rules/rules";
import { allowedActorsSentenceWithClause, eligibleActorsSentence } from "./allowed-actors-sentence";

/** Who makes a change by `step`, and who of `people` can, as sentences. */
export const whoCanCreateChange = (step: ChangeStep, people: readonly Actor[]): string =>
  whoCan("change", step, people);

/** Who registers systems, and who of `people` can, as sentences. */
export const whoCanRegisterSystem = (people: readonly Actor[]): string => whoCan("system", "register", people);

/** Who places freezes, and who of `people` can, as sentences. */
export const whoCanPlaceFreeze = (people: readonly Actor[]): string => whoCan("freeze", "place_freeze", people);

/** Who proposes entries, and who of `people` can, as sentences. */
export const whoCanProposeEntry = (people: readonly Actor[]): string => whoCan("entry", "propose", people);

/** Who halts application deploys, and who of `people` can, as sentences. */
export const whoCanPlaceHalt = (people: readonly Actor[]): string => whoCan("halt", "place_halt", people);

/** Who places shifts, and who of `people` can, as sentences. */
export const whoCanPlaceShifts = (people: readonly Actor[]): string => whoCan("roster", "place_shifts", people);

/** Who puts a text of the policy in force, and who of `people` can, as sentences. */
export const whoCanPublishPolicy = (people: readonly Actor[]): string =>
  whoCan("installation", "publish_policy", people);

/** Who has things sent again, and who of `people` can, as sentences. */
export const whoCanResendDelivery = (people: readonly Actor[]): string => whoCan("delivery", "send_again", people);

/** Who can delegate the role, and who of `people` holds it, as sentences. */
export const whoCanDelegate = (people: readonly Actor[]): string => whoCan("delegation", "delegate", people);

function whoCan(recordType: RecordType, step: Step, people: readonly Actor[]): string {
  const rule = firstRuleOf(recordType, step);
  return rule
    ? `${allowedActorsSentenceWithClause(rule)} ${eligibleActorsSentence(rule, { ...newRecord, recordType }, people, String)}`
    : "";
}
