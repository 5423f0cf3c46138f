import { type Clause, clauses } from "@/lib/rules/clauses";
import type { Details, FormatTime } from "@/lib/text/fill-placeholders";
import { type ConditionalSentence, fillSentence, type RefusalGroup } from "./refusal-group";
import { type RefusalCode, refusals } from "./refusal-list";

/** One refusal of the list, as a migration writes it and as it is said. */
type ListedRefusal = Pick<RefusalGroup, "kind" | "clause" | "field"> & {
  readonly sentences: readonly ConditionalSentence[];
};

/** The list by code. */
export const refusalsByCode: ReadonlyMap<string, ListedRefusal> = new Map(
  refusals.flatMap(({ sentences, clauses, ...group }: RefusalGroup) =>
    Object.entries(sentences).map(([code, sentence]) => [
      code,
      {
        ...group,
        clause: clauses?.[code] ?? group.clause,
        sentences: typeof sentence === "string" ? [["", sentence]] : sentence,
      },
    ]),
  ),
);

export const isRefusalCode = (text: string): text is RefusalCode => refusalsByCode.has(text);

/** What is said for a code and its details; instants in the reader's words. */
export const refusalSentence = (code: RefusalCode, details: Details = {}, formatTime: FormatTime = String): string =>
  fillSentence(refusalsByCode.get(code)?.sentences ?? "", details, formatTime);

/** The clause that a refusal cites: its own, else that of the step. */
export const clauseCitedBy = (code: RefusalCode, stepClause: Clause = "exceptions"): Clause =>
  refusalsByCode.get(code)?.clause ?? stepClause;

/** What is said and, where it has a clause of its own, that: as the database says it. */
export function sentenceWithClause(code: RefusalCode, details: Details = {}, formatTime: FormatTime = String): string {
  const clause = refusalsByCode.get(code)?.clause;
  return `${refusalSentence(code, details, formatTime)}${clause ? ` (${clauses[clause]})` : ""}`;
}
