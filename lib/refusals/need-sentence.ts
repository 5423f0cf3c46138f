import type { Clause } from "@/lib/rules/clauses";
import type { Fact } from "@/lib/rules/judge";
import type { ChangeType, SubjectType } from "@/lib/rules/record";
import { clauseOf, type Need, ruleOf, type Step } from "@/lib/rules/rules";
import type { Tell } from "@/lib/text/fill-in";
import { clauseOfNeed } from "./need-words";
import { refusalSentence } from "./refusal-sentence";

/** What a need says when it does not hold, with what is in the way. */
export const needSentence = (need: Need, fact: Fact | undefined, tell: Tell): string =>
  refusalSentence(need, fact && fact !== true ? fact : {}, tell);

/** What a need says where nothing more is known. */
export const plainNeed = (need: Need): string => needSentence(need, null, String);

/** The clause that a refusal of a step cites: the step's own, but for a need that is none of the step's. */
export function clauseOfRefusal(subject: SubjectType, step: Step, type: ChangeType | "", need?: Need): Clause {
  const isForeign = need && !ruleOf(subject, step, type)?.needs?.includes(need);
  return (isForeign && clauseOfNeed[need]) || clauseOf(subject, step, type);
}
