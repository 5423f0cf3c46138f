import { type Clause, clauses } from "@/lib/rules/clauses";
import type { Detail, Tell } from "@/lib/text/fill-in";
import { filledWords, type ReasonedWords, type RefusalGroup } from "./refusal-group";
import { type RefusalCode, refusals } from "./refusal-list";

/** One refusal of the list, as a migration writes it and as it is said. */
type ListedRefusal = Pick<RefusalGroup, "because" | "clause" | "field"> & {
  readonly words: readonly ReasonedWords[];
};

/** The list by code. */
export const refusalsByCode: ReadonlyMap<string, ListedRefusal> = new Map(
  refusals.flatMap(({ words, clauses, ...group }: RefusalGroup) =>
    Object.entries(words).map(([code, said]) => [
      code,
      { ...group, clause: clauses?.[code] ?? group.clause, words: typeof said === "string" ? [["", said]] : said },
    ]),
  ),
);

export const isRefusalCode = (word: string): word is RefusalCode => refusalsByCode.has(word);

/** What is said for a code and its details; instants in the reader's words. */
export const refusalSentence = (code: RefusalCode, detail: Detail = {}, tell: Tell = String): string =>
  filledWords(refusalsByCode.get(code)?.words ?? "", detail, tell);

/** The clause that a refusal cites: its own, else that of the step. */
export const citedBy = (code: RefusalCode, ofStep: Clause = "exceptions"): Clause =>
  refusalsByCode.get(code)?.clause ?? ofStep;

/** What is said and, where it has a clause of its own, that: as the database says it. */
export function citedSentence(code: RefusalCode, detail: Detail = {}, tell: Tell = String): string {
  const clause = refusalsByCode.get(code)?.clause;
  return `${refusalSentence(code, detail, tell)}${clause ? ` (${clauses[clause]})` : ""}`;
}
