import type { Clause } from "@/lib/rules/clauses";
import type { ChangeType } from "@/lib/rules/record";
import type { ChangeStep, Step } from "@/lib/rules/rules";
import { stepsWithEffect } from "@/lib/rules/steps";
import type { Instant } from "@/lib/time/format";
import { type StagePlan, stagePlans } from "./stage-plans";

/** A step that was taken; `voided` when it no longer counts. */
export type TakenStep = {
  readonly step: ChangeStep;
  readonly by: string;
  readonly at: Instant;
  readonly voided?: boolean;
};

export type StageState = "done" | "running" | "next" | "later" | "failed" | "ended";

/** One of the policy's steps on the way of a change: how far it is, who took it and when. */
export type Stage = {
  readonly label: string;
  readonly clause: Clause;
  readonly state: StageState;
  readonly by?: string;
  readonly at?: Instant;
  /** Taken once, and no longer counting. */
  readonly voided?: { readonly by: string; readonly at: Instant };
};

/** The stages of the policy for a change: done, in progress, next and later. */
export function stagesOf(type: ChangeType, takenSteps: readonly TakenStep[]): readonly Stage[] {
  const { mainStages, afterFailure, endings, voidedByReturn } = stagePlans(type);
  const steps = markVoided(takenSteps, voidedByReturn);
  const failIndex = steps.findLastIndex(({ step }) => failSteps.has(step));
  const last = steps.findLast(
    ({ step, voided }) => !voided && endings.some((end) => end.completingSteps.includes(step)),
  );
  if (last) return [...reachedStages(mainStages, steps), ...endings.flatMap((end) => endedStage(end, last))];
  if (failIndex < 0) return markNext(mainStages.map((plan) => stageState(plan, steps)));
  const stagesBefore = reachedStages(mainStages, steps.slice(0, failIndex)).filter(({ state }) => state !== "later");
  const stepsSince = steps.slice(failIndex);
  return markNext([...stagesBefore, ...afterFailure.map((plan) => stageAfterFailure(plan, stepsSince, stagesBefore))]);
}

const failSteps = stepsWithEffect("fails");
const reopenSteps = stepsWithEffect("reopens");
const returnSteps = stepsWithEffect("returns");

/** A stage after the failure; one that was reached before it, too, is taken again. */
function stageAfterFailure(plan: StagePlan, since: readonly TakenStep[], before: readonly Stage[]): Stage {
  const found = stageState(plan, since);
  return before.some(({ label }) => label === plan.label) ? { ...found, label: `${found.label} again` } : found;
}

/** Going back to draft voids what came before; a return voids what led on from where it leads back to. */
function markVoided(takenSteps: readonly TakenStep[], voidedByReturn: readonly Step[]): readonly TakenStep[] {
  const lastReopen = takenSteps.findLastIndex(({ step }) => reopenSteps.has(step));
  const lastReturn = takenSteps.findLastIndex(({ step }) => returnSteps.has(step));
  return takenSteps.map((event, index) =>
    index < lastReopen || (index < lastReturn && voidedByReturn.includes(event.step))
      ? { ...event, voided: true }
      : event,
  );
}

function stageState(plan: StagePlan, takenSteps: readonly TakenStep[]): Stage {
  const of = (steps: readonly Step[], voided = false) =>
    takenSteps.findLast((event) => steps.includes(event.step) && Boolean(event.voided) === voided);
  const { label, clause } = plan;
  const done = of(plan.completingSteps);
  if (done) return { label, clause, state: plan.isFailure ? "failed" : "done", by: done.by, at: done.at };
  const begun = of(plan.beginningSteps);
  if (begun) return { label, clause, state: "running", by: begun.by, at: begun.at };
  const voided = of(plan.completingSteps, true);
  return { label, clause, state: "later", ...(voided ? { voided: { by: voided.by, at: voided.at } } : {}) };
}

/** The stages that a change got to before it left this way; one under way counts as reached. */
const reachedStages = (plans: readonly StagePlan[], takenSteps: readonly TakenStep[]): Stage[] =>
  plans
    .map((plan) => stageState(plan, takenSteps))
    .filter(({ state, voided }) => state !== "later" || voided)
    .map((found) => (found.state === "running" ? { ...found, state: "done" } : found));

const endedStage = ({ label, clause, completingSteps }: StagePlan, last: TakenStep): readonly Stage[] =>
  completingSteps.includes(last.step) ? [{ label, clause, state: "ended", by: last.by, at: last.at }] : [];

/** The first stage that is neither done nor under way is next. */
function markNext(stages: readonly Stage[]): readonly Stage[] {
  const first = stages.findIndex(({ state }) => state === "running" || state === "later");
  return stages.map((found, index) =>
    index === first && found.state === "later" ? { ...found, state: "next" } : found,
  );
}
