import type { FormOptions } from "@/components/form/control";
import type { StepOffer } from "@/lib/rules/judge";
import {
  bySecondaryPlacement,
  decidingSteps,
  noteSteps,
  primarySteps,
  rareSteps,
  unexplainedSteps,
  urgentSteps,
} from "@/lib/rules/step-groups";

/**
 * What a page offers, and where: the next steps, what must be in reach while something goes wrong, the others, what is rarely
 * taken; what leads on once its preconditions are met (`unmet`), and what else is refused. `deciding` are the reader's
 * decisions on what the record says, where there is one to take next; then they are in none of the other groups.
 */
export function groupOffers(offered: readonly StepOffer[], { redactableTexts = [] }: FormOptions) {
  const forms = offered.filter(({ step, verdict }) => verdict.ok && step !== "edit");
  const isDecision = forms.some(({ step }) => primarySteps.has(step) && decidingSteps.has(step));
  const deciding = isDecision ? forms.filter(({ step }) => decidingSteps.has(step)) : [];
  const rest = forms.filter((offer) => !deciding.includes(offer));
  const others = rest.filter(({ step }) => !primarySteps.has(step) && !unexplainedSteps.has(step));
  const refused = offered.filter(({ step, verdict }) => !verdict.ok && !unexplainedSteps.has(step));
  return {
    deciding,
    primary: rest.filter(({ step }) => primarySteps.has(step)),
    urgent: others.filter(({ step }) => urgentSteps.has(step)),
    secondary: others.filter(({ step }) => !urgentSteps.has(step) && !noteSteps.has(step)).sort(bySecondaryPlacement),
    notes: others.filter(({ step }) => noteSteps.has(step)),
    rarelyTaken: rest.filter(({ step }) => rareSteps.has(step) && (step !== "redact" || redactableTexts.length > 0)),
    unmet: refused.filter(isUnmet),
    refused: refused.filter((offer) => !isUnmet(offer)),
  };
}

/** The reader may take it, only not yet. */
const isUnmet = ({ step, verdict }: StepOffer): boolean =>
  !verdict.ok && verdict.code === "need" && primarySteps.has(step);
