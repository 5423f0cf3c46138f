import type { Clause } from "@/lib/rules/clauses";
import type { ChangeType } from "@/lib/rules/record";

type TypeChoice = {
  readonly type: ChangeType;
  readonly heading: string;
  readonly when: string;
  readonly next: string;
  readonly clause: Clause;
};

/** When the policy calls a change an emergency. */
export const whenEmergency = "Required immediately to restore service or prevent data loss.";

/** How to choose among the three types, in the policy's words. */
export const typeChoices: readonly TypeChoice[] = [
  {
    type: "standard",
    heading: "Standard change",
    when: "Pre-approved, low-risk and routine, with an entry in the catalogue.",
    next: "Documented before execution, executed by any operator, logged after completion. No approval step.",
    clause: "standard",
  },
  {
    type: "normal",
    heading: "Normal change",
    when: "Meaningful impact that requires review.",
    next: "Submitted, reviewed by a second person, approved, scheduled, executed, verified.",
    clause: "normal",
  },
  {
    type: "emergency",
    heading: "Emergency change",
    when: whenEmergency,
    next: "Executed now, documented within 24 hours, reviewed by the operations lead after the fact.",
    clause: "emergency",
  },
];
