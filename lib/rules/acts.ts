import { type Act, acts, type Step } from "./rules";
import { stepsMaking } from "./steps";

type StepsOfAct = { readonly steps: readonly Step[]; readonly only?: "this revision" | "the latest" };

/** The acts that count in the revision they were done in, or of which the latest counts alone; all others count for good. */
const countsOnly: Partial<Record<Act, StepsOfAct["only"]>> = {
  latest_author: "the latest",
  reviewer: "this revision",
  approver: "this revision",
};

const all: ReadonlyMap<Act, StepsOfAct> = new Map(
  acts.map((act) => [act, { steps: [...stepsMaking(act)], ...(countsOnly[act] && { only: countsOnly[act] }) }]),
);

/** By which steps somebody becomes one who did an act: in any revision or in this one, the latest of them or each. */
export const stepsOfAct = (act: Act): StepsOfAct => all.get(act) ?? { steps: [] };

/** A step somebody took, as far as an act follows from it. */
export type Done = { readonly step: Step; readonly by: number; readonly revision: number };

/** Who did the act by these steps, the oldest first, as seen in `revision`. */
export function didAct(act: Act, done: readonly Done[], revision: number): readonly number[] {
  const { steps, only } = stepsOfAct(act);
  const those = done.filter((one) => steps.includes(one.step));
  if (only === "the latest") return those.slice(-1).map(({ by }) => by);
  return (only ? those.filter((one) => one.revision === revision) : those).map(({ by }) => by);
}
