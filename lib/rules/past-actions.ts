import { type PastAction, pastActions, type Step } from "./rules";
import { stepsMaking } from "./steps";

type PastActionSteps = { readonly steps: readonly Step[]; readonly scope?: "this revision" | "the latest" };

/** The acts that count in the revision they were done in, or of which the latest counts alone; all others count for good. */
const countedOnly: Partial<Record<PastAction, PastActionSteps["scope"]>> = {
  latest_author: "the latest",
  accountable: "the latest",
  reviewer: "this revision",
  approver: "this revision",
};

const stepsByPastAction: ReadonlyMap<PastAction, PastActionSteps> = new Map(
  pastActions.map((pastAction) => [
    pastAction,
    { steps: [...stepsMaking(pastAction)], ...(countedOnly[pastAction] && { scope: countedOnly[pastAction] }) },
  ]),
);

/** By which steps somebody becomes one who did an act: in any revision or in this one, the latest of them or each. */
export const stepsOfPastAction = (pastAction: PastAction): PastActionSteps =>
  stepsByPastAction.get(pastAction) ?? { steps: [] };

/** A step somebody took, as far as an act follows from it. */
export type StepTaken = { readonly step: Step; readonly by: number; readonly revision: number };

/** Who did the act by these steps, the oldest first, as seen in `revision`. */
export function actorsOfPastAction(
  pastAction: PastAction,
  stepsTaken: readonly StepTaken[],
  revision: number,
): readonly number[] {
  const { steps, scope } = stepsOfPastAction(pastAction);
  const matching = stepsTaken.filter((one) => steps.includes(one.step));
  if (scope === "the latest") return matching.slice(-1).map(({ by }) => by);
  return (scope ? matching.filter((one) => one.revision === revision) : matching).map(({ by }) => by);
}
