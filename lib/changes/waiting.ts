import { judge, type Person, type Subject } from "@/lib/rules/judge";
import type { ChangeStep } from "@/lib/rules/rules";

/** What a person can do now, in the order in which it is urgent: each group's heading and the steps that put a change into it. */
export const waitingGroups: readonly { readonly heading: string; readonly steps: readonly ChangeStep[] }[] = [
  { heading: "Roll back", steps: ["roll_back"] },
  { heading: "Document", steps: ["document"] },
  { heading: "Review after the fact", steps: ["review_after"] },
  { heading: "Settle", steps: ["settle"] },
  { heading: "Finish", steps: ["finish", "log"] },
  { heading: "Verify", steps: ["verify"] },
  { heading: "Start", steps: ["start"] },
  { heading: "Review", steps: ["review"] },
  { heading: "Approve", steps: ["approve", "approve_routine"] },
  { heading: "Schedule", steps: ["schedule"] },
  { heading: "Submit", steps: ["submit"] },
];

/** The heading under which `subject` waits for `actor`, or null when no step of theirs moves it on now. A draft waits for its author alone. */
export const waitsUnder = (subject: Subject, actor: Person): string | null =>
  subject.status === "draft" && !subject.acts.latest_author?.includes(actor.id) ? null : heading(subject, actor);

const heading = (subject: Subject, actor: Person): string | null =>
  waitingGroups.find(({ steps }) => steps.some((step) => judge(step, subject, actor).ok))?.heading ?? null;
