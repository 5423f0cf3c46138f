import type { Clause } from "@/lib/rules/clauses";
import type { ChangeType } from "@/lib/rules/record";
import type { ChangeStep, Step } from "@/lib/rules/rules";
import { stepsThatDo } from "@/lib/rules/steps";
import type { Instant } from "@/lib/time/format";
import { type StagePlan, stagePlans } from "./stage-plans";

/** A step that was taken; `voided` when it no longer counts. */
export type Taken = { readonly step: ChangeStep; readonly by: string; readonly at: Instant; readonly voided?: boolean };

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
export function stagesOf(type: ChangeType, taken: readonly Taken[]): readonly Stage[] {
  const { way, afterFailure, endings, returned } = stagePlans(type);
  const known = withVoids(taken, returned);
  const failedAt = known.findLastIndex(({ step }) => failing.has(step));
  const last = known.findLast(({ step, voided }) => !voided && endings.some((end) => end.done.includes(step)));
  if (last) return [...reached(way, known), ...endings.flatMap((end) => ending(end, last))];
  if (failedAt < 0) return inOrder(way.map((plan) => stage(plan, known)));
  const before = reached(way, known.slice(0, failedAt)).filter(({ state }) => state !== "later");
  const since = known.slice(failedAt);
  return inOrder([...before, ...afterFailure.map((plan) => again(plan, since, before))]);
}

const failing = stepsThatDo("fails");
const reopening = stepsThatDo("reopens");
const returning = stepsThatDo("returns");

/** A stage after the failure; one that was reached before it, too, is taken again. */
function again(plan: StagePlan, since: readonly Taken[], before: readonly Stage[]): Stage {
  const found = stage(plan, since);
  return before.some(({ label }) => label === plan.label) ? { ...found, label: `${found.label} again` } : found;
}

/** Going back to draft voids what came before; a return voids what led on from where it leads back to. */
function withVoids(taken: readonly Taken[], undone: readonly Step[]): readonly Taken[] {
  const back = taken.findLastIndex(({ step }) => reopening.has(step));
  const returned = taken.findLastIndex(({ step }) => returning.has(step));
  return taken.map((event, place) =>
    place < back || (place < returned && undone.includes(event.step)) ? { ...event, voided: true } : event,
  );
}

function stage(plan: StagePlan, taken: readonly Taken[]): Stage {
  const of = (steps: readonly Step[], voided = false) =>
    taken.findLast((event) => steps.includes(event.step) && Boolean(event.voided) === voided);
  const { label, clause } = plan;
  const done = of(plan.done);
  if (done) return { label, clause, state: plan.isFailure ? "failed" : "done", by: done.by, at: done.at };
  const begun = of(plan.begun);
  if (begun) return { label, clause, state: "running", by: begun.by, at: begun.at };
  const voided = of(plan.done, true);
  return { label, clause, state: "later", ...(voided ? { voided: { by: voided.by, at: voided.at } } : {}) };
}

/** The stages that a change got to before it left this way; one under way counts as reached. */
const reached = (plans: readonly StagePlan[], taken: readonly Taken[]): Stage[] =>
  plans
    .map((plan) => stage(plan, taken))
    .filter(({ state, voided }) => state !== "later" || voided)
    .map((found) => (found.state === "running" ? { ...found, state: "done" } : found));

const ending = ({ label, clause, done }: StagePlan, last: Taken): readonly Stage[] =>
  done.includes(last.step) ? [{ label, clause, state: "ended", by: last.by, at: last.at }] : [];

/** The first stage that is neither done nor under way is next. */
function inOrder(stages: readonly Stage[]): readonly Stage[] {
  const first = stages.findIndex(({ state }) => state === "running" || state === "later");
  return stages.map((found, place) =>
    place === first && found.state === "later" ? { ...found, state: "next" } : found,
  );
}
