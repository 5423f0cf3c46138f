import type { Person } from "@/lib/rules/judge";
import { unmade } from "@/lib/rules/may-make";
import type { SubjectType } from "@/lib/rules/record";
import { bookOf, type ChangeStep, type Step } from "@/lib/rules/rules";
import { whoCan, whoSentence } from "./who-sentence";

/** Who makes a change by `step`, and who of `people` can, as sentences. */
export const whoMakes = (step: ChangeStep, people: readonly Person[]): string => who("change", step, people);

/** Who registers systems, and who of `people` can, as sentences. */
export const whoRegisters = (people: readonly Person[]): string => who("system", "register", people);

/** Who places freezes, and who of `people` can, as sentences. */
export const whoFreezes = (people: readonly Person[]): string => who("freeze", "place_freeze", people);

/** Who proposes entries, and who of `people` can, as sentences. */
export const whoProposes = (people: readonly Person[]): string => who("entry", "propose", people);

/** Who halts application deploys, and who of `people` can, as sentences. */
export const whoHalts = (people: readonly Person[]): string => who("halt", "place_halt", people);

/** Who places shifts, and who of `people` can, as sentences. */
export const whoRosters = (people: readonly Person[]): string => who("roster", "place_shifts", people);

/** Who puts a text of the policy in force, and who of `people` can, as sentences. */
export const whoKeepsPolicy = (people: readonly Person[]): string => who("installation", "publish_policy", people);

/** Who has things sent again, and who of `people` can, as sentences. */
export const whoSendsAgain = (people: readonly Person[]): string => who("delivery", "send_again", people);

/** Who lends the role, and who of `people` can, as sentences. */
export const whoLends = (people: readonly Person[]): string => who("delegation", "delegate", people);

function who(kind: SubjectType, step: Step, people: readonly Person[]): string {
  const rule = bookOf(kind, step);
  return rule ? `${whoSentence(rule)} ${whoCan(rule, { ...unmade, kind }, people, String)}` : "";
}
