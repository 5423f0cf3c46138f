import { whoCan } from "@/lib/refusals/who-sentence";
import { type Offer, offers, type Person, type Subject, unmetNeed } from "@/lib/rules/judge";
import { onwardSteps } from "@/lib/rules/step-order";
import { stepWords } from "@/lib/rules/words";
import type { Tell } from "@/lib/text/fill-in";

/** Undefined where no further step is expected. */
export function whoIsNext(subject: Subject, staff: readonly Person[], reader: number, tell: Tell): string | undefined {
  const nobody: Person = { id: 0, name: "", roles: [] };
  const next = offers(subject, nobody).filter(({ step }) => onwardSteps.has(step));
  return (
    next
      .filter((offer) => !next.some((other) => isOpenInstead(other, offer, subject)))
      .map(({ step, rule }) => `${stepWords[step].label}: ${whoCan(rule, subject, staff, tell, reader)}`)
      .join(" ") || undefined
  );
}

/** Another step leads to the same status, and this one is not possible now. */
const isOpenInstead = (other: Offer, { rule }: Offer, subject: Subject): boolean =>
  other.rule !== rule &&
  other.rule.to === rule.to &&
  unmetNeed(rule, subject) !== undefined &&
  unmetNeed(other.rule, subject) === undefined;
