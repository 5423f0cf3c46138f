import { longestText } from "@/lib/rules/fields";
import type { ChangeStatus, ChangeType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";

/** An event of an emergency; texts that were redacted are null. */
type Told = {
  readonly seq: number;
  readonly step: Step;
  readonly person: { readonly name: string };
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
};

/** One thing that was done, by whom and when (an ISO instant in UTC). Null where its words were redacted. */
export type Done = { readonly seq: number; readonly at: string; readonly by: string; readonly words: string | null };

const undocumented = ["in_progress", "executed", "failed", "rolled_back"] as const satisfies readonly ChangeStatus[];

/** Whether an emergency is in progress, being rolled back or still to be documented: notes are then part of its documentation. */
export const isUnderWay = ({ type, status }: { readonly type: ChangeType; readonly status: ChangeStatus }): boolean =>
  type === "emergency" && undocumented.some((each) => each === status);

const tellings: Partial<Record<Step, string>> = {
  declare: "what",
  note: "comment",
  finish: "actual",
  stand_down: "reason",
  roll_back: "actual",
};

/** What was done, from the events: the declaration, the notes, and the texts of its last steps. The newest first. */
export const doneIn = (events: readonly Told[]): readonly Done[] =>
  events
    .flatMap(({ seq, step, at, person, texts }) => {
      const words = texts[tellings[step] ?? ""];
      return words === undefined ? [] : [{ seq, at, by: person.name, words }];
    })
    .reverse();

/**
 * The initial value of `what` in the form that documents an emergency: the recorded text, then what was done since the
 * declaration, each with its time, the oldest first. What the text already contains is not repeated.
 */
export function documentedWhat(what: string | null, events: readonly Told[], tell: (at: string) => string): string {
  const said = what ?? "";
  const lines = doneIn(events)
    .filter(({ words }) => words !== null && !said.includes(words))
    .map(({ at, words }) => `${tell(at)}: ${words}`);
  if (lines.length === 0) return said;
  const kept = fitting(lines, longestText - said.length - earlier.length - heading.length);
  const first = kept.length < lines.length ? [earlier] : [];
  return [said, "", heading, ...first, ...kept.reverse()].join("\n").trim();
}

/** Why its documentation came back, when it did since it was last documented; null otherwise. */
export function returnedWith(events: readonly Told[]): { readonly by: string; readonly words: string | null } | null {
  const last = events.findLast(({ step }) => step === "document" || step === "return");
  return last?.step === "return" ? { by: last.person.name, words: last.texts.comment ?? null } : null;
}

/** Who found the emergency not justified, when its last review after the fact did; null otherwise. */
export function foundNotJustified(events: readonly Told[]): string | null {
  const last = events.findLast(({ step }) => step === "review_after");
  return last?.data.outcome === "not_justified" ? last.person.name : null;
}

const heading = "What was done:";
const earlier = "The history shows what was done before.";

/** The newest of these lines, so many as have room. */
function fitting(newestFirst: readonly string[], room: number): string[] {
  let left = room;
  const end = newestFirst.findIndex((line) => {
    left -= line.length + 2;
    return left < 0;
  });
  return newestFirst.slice(0, end < 0 ? undefined : end);
}
