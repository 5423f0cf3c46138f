import type { Step } from "./rules";

/** The steps that bring a change or an incident on towards its end, as the policy names them. */
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
]);

/** The steps that end or undo: their buttons look so. */
export const graveSteps: ReadonlySet<Step> = new Set<Step>(["fail", "reject", "cancel", "call_off"]);
