import type { Act, Step } from "./rules";

/** By which steps somebody becomes one who did an act: in any revision or in this one, the latest of them or each. */
export const stepsOfActs: Readonly<
  Record<Act, { readonly steps: readonly Step[]; readonly only?: "this revision" | "the latest" }>
> = {
  author: { steps: ["draft", "edit", "take_over", "declare"] },
  latest_author: { steps: ["draft", "take_over", "declare"], only: "the latest" },
  reviewer: { steps: ["review"], only: "this revision" },
  approver: { steps: ["approve", "approve_routine"], only: "this revision" },
  executor: { steps: ["start", "declare", "finish", "log", "stand_down", "call_off"] },
  starter: { steps: ["start"] },
  rollback: { steps: ["roll_back"] },
  documenter: { steps: ["document"] },
  investigator: { steps: ["investigate"] },
  proposer: { steps: ["propose"] },
  placer: { steps: ["place_halt"] },
  self: { steps: [] },
};

/** A step somebody took, as far as an act follows from it. */
export type Done = { readonly step: Step; readonly by: number; readonly revision: number };

/** Who did the act by these steps, the oldest first, as seen in `revision`. */
export function didAct(act: Act, done: readonly Done[], revision: number): readonly number[] {
  const { steps, only } = stepsOfActs[act];
  const those = done.filter((one) => steps.includes(one.step));
  if (only === "the latest") return those.slice(-1).map(({ by }) => by);
  return (only ? those.filter((one) => one.revision === revision) : those).map(({ by }) => by);
}
