import { eligibleActorsSentence } from "@/lib/refusals/allowed-actors-sentence";
import { type Actor, type RecordState, type StepOffer, stepOffersFor, unmetPrecondition } from "@/lib/rules/judge";
import { stepLabels } from "@/lib/rules/labels";
import { primarySteps } from "@/lib/rules/step-groups";
import type { FormatTime } from "@/lib/text/fill-placeholders";

/** Undefined where no further step is expected. */
export function nextStepSentence(
  recordState: RecordState,
  staff: readonly Actor[],
  reader: number,
  formatTime: FormatTime,
): string | undefined {
  const nobody: Actor = { id: 0, name: "", roles: [] };
  const offered = stepOffersFor(recordState, nobody).filter(({ step }) => primarySteps.has(step));
  return (
    offered
      .filter((offer) => !offered.some((other) => isOpenAlternative(other, offer, recordState)))
      .map(
        ({ step, rule }) =>
          `${stepLabels[step].label}: ${eligibleActorsSentence(rule, recordState, staff, formatTime, reader)}`,
      )
      .join(" ") || undefined
  );
}

/** Another step leads to the same status, and this one is not possible now. */
const isOpenAlternative = (other: StepOffer, { rule }: StepOffer, recordState: RecordState): boolean =>
  other.rule !== rule &&
  other.rule.to === rule.to &&
  unmetPrecondition(rule, recordState) !== undefined &&
  unmetPrecondition(other.rule, recordState) === undefined;
