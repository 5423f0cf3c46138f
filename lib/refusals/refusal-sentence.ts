import type { Clause } from "@/lib/rules/clauses";
import { type Detail, fillIn, reasonHolds, type Tell } from "@/lib/text/fill-in";
import type { ReasonedWords, RefusalGroup } from "./refusal-group";
import { type RefusalCode, refusals } from "./refusal-list";

/** One refusal of the list, as a migration writes it and as it is said. */
type ListedRefusal = Pick<RefusalGroup, "because" | "clause" | "field"> & {
  readonly words: readonly ReasonedWords[];
};

/** The list by code. */
const refusalsByCode: ReadonlyMap<string, ListedRefusal> = new Map(
  refusals.flatMap(({ words, clauses, ...group }: RefusalGroup) =>
    Object.entries(words).map(([code, said]) => [
      code,
      { ...group, clause: clauses?.[code] ?? group.clause, words: typeof said === "string" ? [["", said]] : said },
    ]),
  ),
);

/** What is said for a code and its details; instants in the reader's words. */
export function refusalSentence(code: RefusalCode, detail: Detail = {}, tell: Tell = String): string {
  const [, words = ""] = refusalsByCode.get(code)?.words.find(([reason]) => reasonHolds(reason, detail)) ?? [];
  return fillIn(words, detail, tell);
}

/** The clause that a refusal cites: its own, else that of the step. */
export const clauseOfCode = (code: RefusalCode, ofStep: Clause = "exceptions"): Clause =>
  refusalsByCode.get(code)?.clause ?? ofStep;
