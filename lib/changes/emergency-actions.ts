import { maxTextLength } from "@/lib/rules/fields";
import type { ChangeStatus, ChangeType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";

/** An event of an emergency; texts that were redacted are null. */
type EmergencyEvent = {
  readonly seq: number;
  readonly step: Step;
  readonly person: { readonly name: string };
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
};

/** One thing that was done, by whom and when (an ISO instant in UTC). Null where its words were redacted. */
export type EmergencyAction = {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly text: string | null;
};

const undocumentedStatuses = [
  "in_progress",
  "executed",
  "failed",
  "rolled_back",
] as const satisfies readonly ChangeStatus[];

/** Whether an emergency is in progress, being rolled back or still to be documented: notes are then part of its documentation. */
export const isUndocumentedEmergency = ({
  type,
  status,
}: {
  readonly type: ChangeType;
  readonly status: ChangeStatus;
}): boolean => type === "emergency" && undocumentedStatuses.some((each) => each === status);

const textFieldByStep: Partial<Record<Step, string>> = {
  declare: "what",
  note: "comment",
  finish: "actual",
  stand_down: "reason",
  roll_back: "actual",
};

/** What was done, from the events: the declaration, the notes, and the texts of its last steps. The newest first. */
export const emergencyActionsIn = (events: readonly EmergencyEvent[]): readonly EmergencyAction[] =>
  events
    .flatMap(({ seq, step, at, person, texts }) => {
      const text = texts[textFieldByStep[step] ?? ""];
      return text === undefined ? [] : [{ seq, at, by: person.name, text }];
    })
    .reverse();

/**
 * The initial value of `what` in the form that documents an emergency: the recorded text, then what was done since the
 * declaration, each with its time, the oldest first. What the text already contains is not repeated.
 */
export function documentedWhatDraft(
  what: string | null,
  events: readonly EmergencyEvent[],
  formatTime: (at: string) => string,
): string {
  const recordedWhat = what ?? "";
  const lines = emergencyActionsIn(events)
    .filter(({ text }) => text !== null && !recordedWhat.includes(text))
    .map(({ at, text }) => `${formatTime(at)}: ${text}`);
  if (lines.length === 0) return recordedWhat;
  const shownLines = linesThatFit(
    lines,
    maxTextLength - recordedWhat.length - earlierActionsNote.length - actionsHeading.length,
  );
  const omittedNote = shownLines.length < lines.length ? [earlierActionsNote] : [];
  return [recordedWhat, "", actionsHeading, ...omittedNote, ...shownLines.reverse()].join("\n").trim();
}

/** Why its documentation came back, when it did since it was last documented; null otherwise. */
export function returnForDocumentation(
  events: readonly EmergencyEvent[],
): { readonly by: string; readonly comment: string | null } | null {
  const last = events.findLast(({ step }) => step === "document" || step === "return");
  return last?.step === "return" ? { by: last.person.name, comment: last.texts.comment ?? null } : null;
}

/** Who found the emergency not justified, when its last review after the fact did; null otherwise. */
export function foundNotJustified(events: readonly EmergencyEvent[]): string | null {
  const last = events.findLast(({ step }) => step === "review_after");
  return last?.data.outcome === "not_justified" ? last.person.name : null;
}

const actionsHeading = "What was done:";
const earlierActionsNote = "The history shows what was done before.";

/** The newest of these lines, so many as have room. */
function linesThatFit(newestFirst: readonly string[], maxLength: number): string[] {
  let remaining = maxLength;
  const end = newestFirst.findIndex((line) => {
    remaining -= line.length + 2;
    return remaining < 0;
  });
  return newestFirst.slice(0, end < 0 ? undefined : end);
}

/** What one does while an emergency runs, in large buttons. */
export const emergencyButtons = [
  { step: "note", label: "Note" },
  { step: "finish", label: "Finish" },
  { step: "fail", label: "It went wrong" },
] as const satisfies readonly { readonly step: Step; readonly label: string }[];
