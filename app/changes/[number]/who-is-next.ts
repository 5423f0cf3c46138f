import { offers, type Person, type Subject } from "@/lib/judge";
import { onwardSteps } from "@/lib/onward";
import { whoCan } from "@/lib/refusals";
import { stepWords } from "@/lib/words";

/** Who can take the next step of a change, as a sentence; undefined where nothing more is expected. */
export function whoIsNext(subject: Subject, staff: readonly Person[]): string | undefined {
  const nobody: Person = { id: 0, name: "", roles: [] };
  const next = offers(subject, nobody).filter(({ step }) => onwardSteps.has(step));
  return (
    next.map(({ step, rule }) => `${stepWords[step].label}: ${whoCan(rule, subject, staff)}`).join(" ") || undefined
  );
}
