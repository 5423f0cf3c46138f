import type { Step } from "./rules";
import { secondaryPlacements } from "./step-placement";
import { stepsWhere } from "./steps";

/** The steps that bring a change, an incident or an entry on towards its end, as the policy names them. */
export const primarySteps = stepsWhere(({ placement }) => placement === "next");

/** Decisions on what a change says, which are taken below its facts. */
export const decidingSteps = stepsWhere(({ decides }) => decides === true);

/** Steps that end or undo something; their buttons are styled as destructive. */
export const destructiveSteps = stepsWhere(({ destructive }) => destructive === true);

/** The steps that stand with the next one though they do not lead on: nobody looks for them while something goes wrong. */
export const urgentSteps = stepsWhere(({ urgent }) => urgent === true);

/** Those that are rarely taken, of what else a page offers. */
export const rareSteps = stepsWhere(({ placement }) => placement === "rarely");

/** What is only said about a record: its form stands open, because it stops and decides nothing. */
export const noteSteps = stepsWhere(({ placement }) => placement === "note");

/** Rare steps, and those whose forms stand with what they are about: offered to who may take them, else not spoken of. */
export const unexplainedSteps = stepsWhere(({ placement }) => placement === "rarely" || placement === "beside");

/** The other steps in the order in which a page offers them: what stops the change first, notes last. */
const secondaryStepsInOrder: readonly Step[] = secondaryPlacements.flatMap((each) => [
  ...stepsWhere(({ placement }) => placement === each),
]);

export const bySecondaryPlacement = (one: { step: Step }, other: { step: Step }): number =>
  secondaryStepsInOrder.indexOf(one.step) - secondaryStepsInOrder.indexOf(other.step);
