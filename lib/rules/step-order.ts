import type { Step } from "./rules";

/** The steps that bring a change, an incident or an entry on towards its end, as the policy names them. */
export const onwardSteps: ReadonlySet<Step> = new Set<Step>([
  "submit",
  "document",
  "review",
  "approve",
  "approve_routine",
  "schedule",
  "start",
  "log",
  "finish",
  "verify",
  "review_after",
  "roll_back",
  "settle",
  "investigate",
  "close_incident",
  "approve_entry",
]);

/** The steps that end or undo: their buttons look so. */
export const graveSteps: ReadonlySet<Step> = new Set<Step>([
  "fail",
  "reject",
  "cancel",
  "call_off",
  "redact",
  "retire",
]);

/** The steps that stand with the next one though they do not lead on: nobody looks for them while something goes wrong. */
export const nearSteps: readonly Step[] = ["stand_down", "fail"];

/** Rare steps, and those whose forms stand with what they are about: offered to who may take them, else not spoken of. */
export const quietSteps: ReadonlySet<Step> = new Set<Step>(["redact", "answer"]);

/** The other steps in the order in which a page offers them: what stops the change first, notes last. */
const asideOrder: readonly Step[] = [
  "fail",
  "begin_rollback",
  "send_back",
  "reject",
  "return",
  "rule_out_of_scope",
  "reschedule",
  "schedule_over",
  "extend",
  "stand_down",
  "call_off",
  "revise",
  "take_over",
  "cancel",
  "retire",
  "assign",
  "attest",
  "note",
];

export const inAsideOrder = (one: { step: Step }, other: { step: Step }): number =>
  asideOrder.indexOf(one.step) - asideOrder.indexOf(other.step);
