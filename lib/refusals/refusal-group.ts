import type { Clause } from "@/lib/rules/clauses";
import type { Field } from "@/lib/rules/fields";
import { type Details, type FormatTime, fillPlaceholders, reasonMatches } from "@/lib/text/fill-placeholders";

/** Why something is refused, for the program that shows it. */
type RefusalKind =
  | "need"
  | "field"
  | "who"
  | "token"
  | "status"
  | "unknown"
  | "caused"
  | "signed_out"
  | "stale"
  | "unread"
  | "isolation"
  | "key"
  | "loader"
  | "counted"
  | "constraint"
  | "kept";

/**
 * A sentence for one reason. The reason names what the details must hold: `late` (something), `late=soon` (just that),
 * `late[]` (a list with something in it), several of them with a blank between; `""` holds always. In a sentence `{late}` is
 * the value or list, `{late|or}` joins a list with "or", `{late|is|are}` goes by how many there are,
 * `{late: <one> of <many>}` says each record of a list; `@` behind a name tells an instant, `_` parts a name into words.
 */
export type ConditionalSentence = readonly [reason: string, words: string];

/** Refusals of one kind, by their codes: one sentence, or several of which the first is said whose reason is there. */
export type RefusalGroup = {
  readonly kind: RefusalKind;
  /** What they cite; null where that is the clause of the step, or none. */
  readonly clause: Clause | null;
  /** Codes of the group that cite another one. */
  readonly clauses?: Readonly<Record<string, Clause>>;
  /** The field that they are about, where it is always the same. */
  readonly field?: Field;
  readonly sentences: Readonly<Record<string, string | readonly ConditionalSentence[]>>;
};

/** The first sentence whose condition the details meet, with its placeholders filled. */
export function fillSentence(
  sentences: string | readonly ConditionalSentence[],
  details: Details,
  formatTime: FormatTime,
): string {
  const sentence =
    typeof sentences === "string" ? sentences : sentences.find(([reason]) => reasonMatches(reason, details))?.[1];
  return fillPlaceholders(sentence ?? "", details, formatTime);
}
