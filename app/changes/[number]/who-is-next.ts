import type { Tell } from "@/lib/fill-in";
import { type Offer, offers, type Person, type Subject, unmetNeed } from "@/lib/judge";
import { onwardSteps } from "@/lib/onward";
import { whoCan } from "@/lib/refusals";
import { stepWords } from "@/lib/words";

/** Who can take the next step of a change, as a sentence to `reader`; undefined where nothing more is expected. */
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

/** Whether another step leads to the same status, while something is in the way of this one. */
const isOpenInstead = (other: Offer, { rule }: Offer, subject: Subject): boolean =>
  other.rule !== rule &&
  other.rule.to === rule.to &&
  unmetNeed(rule, subject) !== undefined &&
  unmetNeed(other.rule, subject) === undefined;
