import type { Tone } from "@/lib/looks/badges";
import { optionLabel, statusLabels } from "@/lib/rules/labels";
import { type NamedRef, rollbackOutcomes, type Status } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { stepsWhere, stepsWithEffect } from "@/lib/rules/steps";
import { type EmergencyAction, emergencyActionsIn } from "./emergency-actions";

/** An event of a change that failed; texts that were redacted are null. */
type FailureEvent = {
  readonly seq: number;
  readonly step: Step;
  readonly person: NamedRef;
  readonly at: string;
  readonly from: Status | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
};

type StepBy = { readonly id: number; readonly name: string; readonly at: string };

export type Failure = {
  readonly by: string;
  readonly at: string;
  /** The status in which it failed. */
  readonly from: Status | null;
  /** What went wrong; null where that was redacted. */
  readonly reason: string | null;
  /** Who announced the rollback last; null where nobody did. */
  readonly rollingBack: StepBy | null;
  /** The outcome of the rollback; null while there is none. */
  readonly rolledBack: (StepBy & { readonly outcome: string; readonly actual: string | null }) | null;
  /** What was noted since it failed, the newest first. */
  readonly notes: readonly EmergencyAction[];
};

const failSteps = stepsWithEffect("fails");
const rollbackSteps = stepsWithEffect("rolls_back");
const beginRollbackSteps = stepsWhere(({ beginsStage }) => beginsStage === "Rolled back");

/** Whether a change fails by this step. */
export const isFailure = (step: string): boolean => [...failSteps].some((one) => one === step);

/** The latest failure in the events of a change (the oldest first) and what was done about it; null where there is none. */
export function latestFailure(events: readonly FailureEvent[]): Failure | null {
  const failIndex = events.findLastIndex(({ step }) => failSteps.has(step));
  const failed = events[failIndex];
  if (!failed) return null;
  const eventsSince = events.slice(failIndex + 1);
  const rollback = eventsSince.find(({ step }) => rollbackSteps.has(step));
  const rollbackStart = currentRollbackStart(eventsSince.filter(({ step }) => beginRollbackSteps.has(step)));
  return {
    by: failed.person.name,
    at: failed.at,
    from: failed.from,
    reason: failed.texts.reason ?? null,
    rollingBack: rollbackStart ? stepBy(rollbackStart) : null,
    rolledBack: rollback
      ? { ...stepBy(rollback), outcome: String(rollback.data.outcome ?? ""), actual: rollback.texts.actual ?? null }
      : null,
    notes: emergencyActionsIn(eventsSince.filter(({ step }) => step === "note")),
  };
}

/** The last person to announce a rollback, at their first announcement: repeating it does not restart the clock. */
function currentRollbackStart(starts: readonly FailureEvent[]): FailureEvent | undefined {
  const last = starts.at(-1);
  const other = starts.findLastIndex(({ person }) => person.id !== last?.person.id);
  return starts[other + 1];
}

const stepBy = ({ person, at }: FailureEvent): StepBy => ({ ...person, at });

/** The status in which it failed, as the end of a sentence: "after it was closed". */
export const failedWhilePhrase = ({ from }: Pick<Failure, "from">): string =>
  !from || from === "in_progress" ? "while it was in progress" : `after it was ${statusLabels[from]}`;

type RollbackOutcome = (typeof rollbackOutcomes)[number];

const outcomeHints: Record<RollbackOutcome, string> = {
  complete: "Everything is restored.",
  partial: "Something is not restored. The incident gets severity high.",
  impossible: "The change cannot be undone. The incident gets severity critical.",
};

/** The answers to how a rollback ended, with what each means. */
export const rollbackChoices = rollbackOutcomes.map((value) => ({
  value,
  label: optionLabel(value),
  hint: outcomeHints[value],
}));

/** The tone in which the outcome of a rollback is shown. */
export const rollbackTone = (outcome: string): Tone => outcomeTones[outcome] ?? "warn";
const outcomeTones: Readonly<Record<string, Tone>> = { complete: "good", partial: "warn", impossible: "bad" };
