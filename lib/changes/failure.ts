import type { Tone } from "@/lib/looks/marks";
import { type Named, rollbackOutcomes, type Status } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { stepsThatDo, stepsWhere } from "@/lib/rules/steps";
import { optionWord, statusWords } from "@/lib/rules/words";
import { type Done, doneIn } from "./done";

/** An event of a change that failed; texts that were redacted are null. */
type Told = {
  readonly seq: number;
  readonly step: Step;
  readonly person: Named;
  readonly at: string;
  readonly from: Status | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
};

type Acted = { readonly id: number; readonly name: string; readonly at: string };

export type Failure = {
  readonly by: string;
  readonly at: string;
  /** The status in which it failed. */
  readonly from: Status | null;
  /** What went wrong; null where that was redacted. */
  readonly reason: string | null;
  /** Who announced the rollback last; null where nobody did. */
  readonly rollingBack: Acted | null;
  /** The outcome of the rollback; null while there is none. */
  readonly rolledBack: (Acted & { readonly outcome: string; readonly actual: string | null }) | null;
  /** What was noted since it failed, the newest first. */
  readonly noted: readonly Done[];
};

const failing = stepsThatDo("fails");
const rollingBack = stepsThatDo("rolls_back");
const beginning = stepsWhere(({ begins }) => begins === "Rolled back");

/** Whether a change fails by this step. */
export const isFailure = (step: string): boolean => [...failing].some((one) => one === step);

/** The latest failure in the events of a change (the oldest first) and what was done about it; null where there is none. */
export function failureIn(events: readonly Told[]): Failure | null {
  const place = events.findLastIndex(({ step }) => failing.has(step));
  const failed = events[place];
  if (!failed) return null;
  const since = events.slice(place + 1);
  const end = since.find(({ step }) => rollingBack.has(step));
  const begun = begunBy(since.filter(({ step }) => beginning.has(step)));
  return {
    by: failed.person.name,
    at: failed.at,
    from: failed.from,
    reason: failed.texts.reason ?? null,
    rollingBack: begun ? acted(begun) : null,
    rolledBack: end
      ? { ...acted(end), outcome: String(end.data.outcome ?? ""), actual: end.texts.actual ?? null }
      : null,
    noted: doneIn(since.filter(({ step }) => step === "note")),
  };
}

/** The last person to announce a rollback, at their first announcement: repeating it does not restart the clock. */
function begunBy(said: readonly Told[]): Told | undefined {
  const last = said.at(-1);
  const other = said.findLastIndex(({ person }) => person.id !== last?.person.id);
  return said[other + 1];
}

const acted = ({ person, at }: Told): Acted => ({ ...person, at });

/** The status in which it failed, as the end of a sentence: "after it was closed". */
export const failedWhile = ({ from }: Pick<Failure, "from">): string =>
  !from || from === "in_progress" ? "while it was in progress" : `after it was ${statusWords[from]}`;

type RollbackOutcome = (typeof rollbackOutcomes)[number];

const hints: Record<RollbackOutcome, string> = {
  complete: "Everything is restored.",
  partial: "Something is not restored. The incident gets severity high.",
  impossible: "The change cannot be undone. The incident gets severity critical.",
};

/** The answers to how a rollback ended, with what each means. */
export const rollbackChoices = rollbackOutcomes.map((value) => ({
  value,
  label: optionWord(value),
  hint: hints[value],
}));

/** The tone in which the outcome of a rollback is shown. */
export const rollbackTone = (outcome: string): Tone => tones[outcome] ?? "warn";
const tones: Readonly<Record<string, Tone>> = { complete: "good", partial: "warn", impossible: "bad" };
