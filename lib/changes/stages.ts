import type { Clause } from "@/lib/rules/clauses";
import type { ChangeType } from "@/lib/rules/record";
import type { ChangeStep } from "@/lib/rules/rules";
import type { Instant } from "@/lib/time/format";

/** A step that was taken, oldest first; `voided` when it no longer counts. */
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

/** The way of a change through the policy: done, under way, next and later. */
export function stagesOf(type: ChangeType, taken: readonly Taken[]): readonly Stage[] {
  const known = withVoids(taken);
  const failedAt = known.findLastIndex(({ step }) => step === "fail");
  const last = known.findLast(({ step, voided }) => !voided && endings.some((end) => end.done.includes(step)));
  if (last) return [...reached(ways[type], known), ...endings.flatMap((end) => ending(end, last))];
  if (failedAt < 0) return inOrder(ways[type].map((plan) => stage(plan, known)));
  const before = reached(ways[type], known.slice(0, failedAt)).filter(({ state }) => state !== "later");
  const since = known.slice(failedAt);
  return inOrder([...before, ...[failure, rollback, ...afterFailure[type]].map((plan) => again(plan, since, before))]);
}

/** A stage after the failure; one that was reached before it, too, is taken again. */
function again(plan: Plan, since: readonly Taken[], before: readonly Stage[]): Stage {
  const found = stage(plan, since);
  return before.some(({ label }) => label === plan.label) ? { ...found, label: `${found.label} again` } : found;
}

type Plan = {
  readonly label: string;
  readonly clause: Clause;
  readonly begun?: readonly ChangeStep[];
  readonly done: readonly ChangeStep[];
};

const documented: Plan = { label: "Documented", clause: "emergency-documented", done: ["document"] };
const reviewedAfter: Plan = { label: "Reviewed", clause: "emergency-reviewed", done: ["review_after"] };
const failure: Plan = { label: "Failed", clause: "failed", done: ["fail"] };
const rollback: Plan = {
  label: "Rolled back",
  clause: "failed-rollback",
  begun: ["begin_rollback"],
  done: ["roll_back"],
};
const settled: Plan = { label: "Settled", clause: "failed-incident", done: ["settle"] };

/** The policy's steps of each type, in its order. */
const ways: Record<ChangeType, readonly Plan[]> = {
  standard: [
    { label: "Documented", clause: "standard-documented", done: ["document"] },
    { label: "Executed", clause: "standard-operator", begun: ["start"], done: ["log"] },
    { label: "Logged", clause: "standard-logged", done: ["log"] },
  ],
  normal: [
    { label: "Submitted", clause: "normal-submitted", done: ["submit"] },
    { label: "Reviewed", clause: "normal-reviewed", done: ["review"] },
    { label: "Approved", clause: "normal-approved", done: ["approve", "approve_routine"] },
    { label: "Scheduled", clause: "normal-scheduled", done: ["schedule", "reschedule", "schedule_over"] },
    { label: "Executed", clause: "normal-executed", begun: ["start"], done: ["finish"] },
    { label: "Verified", clause: "normal-verified", done: ["verify"] },
  ],
  emergency: [
    { label: "Executed", clause: "emergency-executed", begun: ["declare"], done: ["finish", "stand_down"] },
    documented,
    reviewedAfter,
  ],
};

const afterFailure: Record<ChangeType, readonly Plan[]> = {
  standard: [settled],
  normal: [settled],
  emergency: [documented, reviewedAfter],
};

const endings: readonly Plan[] = [
  { label: "Rejected", clause: "normal-reviewed", done: ["reject"] },
  { label: "Cancelled", clause: "exceptions", done: ["cancel"] },
  { label: "Called off", clause: "normal-executed", done: ["call_off"] },
];

/** Going back to draft voids what came before; a return voids the documentation alone. */
function withVoids(taken: readonly Taken[]): readonly Taken[] {
  const back = taken.findLastIndex(({ step }) => step === "send_back" || step === "revise");
  const returned = taken.findLastIndex(({ step }) => step === "return");
  return taken.map((event, place) =>
    place < back || (place < returned && event.step === "document") ? { ...event, voided: true } : event,
  );
}

function stage(plan: Plan, taken: readonly Taken[]): Stage {
  const of = (steps: readonly ChangeStep[] = [], voided = false) =>
    taken.findLast((event) => steps.includes(event.step) && Boolean(event.voided) === voided);
  const { label, clause } = plan;
  const done = of(plan.done);
  if (done) return { label, clause, state: plan === failure ? "failed" : "done", by: done.by, at: done.at };
  const begun = of(plan.begun);
  if (begun) return { label, clause, state: "running", by: begun.by, at: begun.at };
  const voided = of(plan.done, true);
  return { label, clause, state: "later", ...(voided ? { voided: { by: voided.by, at: voided.at } } : {}) };
}

/** The stages that a change got to before it left this way; one under way counts as reached. */
const reached = (plans: readonly Plan[], taken: readonly Taken[]): Stage[] =>
  plans
    .map((plan) => stage(plan, taken))
    .filter(({ state, voided }) => state !== "later" || voided)
    .map((found) => (found.state === "running" ? { ...found, state: "done" } : found));

const ending = ({ label, clause, done }: Plan, last: Taken): readonly Stage[] =>
  done.includes(last.step) ? [{ label, clause, state: "ended", by: last.by, at: last.at }] : [];

/** The first stage that is neither done nor under way is next. */
function inOrder(stages: readonly Stage[]): readonly Stage[] {
  const first = stages.findIndex(({ state }) => state === "running" || state === "later");
  return stages.map((found, place) =>
    place === first && found.state === "later" ? { ...found, state: "next" } : found,
  );
}
