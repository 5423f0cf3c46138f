import type { Step } from "./rules";
import { otherPlaces } from "./step-columns";
import { stepsWhere } from "./steps";

/** The steps that bring a change, an incident or an entry on towards its end, as the policy names them. */
export const onwardSteps = stepsWhere(({ offered }) => offered === "next");

/** Steps that end or undo something; their buttons are styled as destructive. */
export const graveSteps = stepsWhere(({ grave }) => grave === true);

/** The steps that stand with the next one though they do not lead on: nobody looks for them while something goes wrong. */
export const nearSteps = stepsWhere(({ urgent }) => urgent === true);

/** Those that are rarely taken, of what else a page offers. */
export const rareSteps = stepsWhere(({ offered }) => offered === "rarely");

/** Rare steps, and those whose forms stand with what they are about: offered to who may take them, else not spoken of. */
export const quietSteps = stepsWhere(({ offered }) => offered === "rarely" || offered === "beside");

/** The other steps in the order in which a page offers them: what stops the change first, notes last. */
const inPlaces: readonly Step[] = otherPlaces.flatMap((place) => [...stepsWhere(({ offered }) => offered === place)]);

export const inAsideOrder = (one: { step: Step }, other: { step: Step }): number =>
  inPlaces.indexOf(one.step) - inPlaces.indexOf(other.step);
