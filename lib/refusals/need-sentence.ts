import type { Clause } from "@/lib/rules/clauses";
import type { Fact } from "@/lib/rules/judge";
import type { ChangeType, SubjectType } from "@/lib/rules/record";
import { clauseOf, type Need, ruleOf, type Step } from "@/lib/rules/rules";
import type { Tell } from "@/lib/text/fill-in";
import type { RefusalCode } from "./refusal-list";
import { citedBy, refusalSentence } from "./refusal-sentence";

/** What a need says when it does not hold, with what is in the way. */
export const needSentence = (need: Need, fact: Fact | undefined, tell: Tell): string =>
  refusalSentence(need, fact && fact !== true ? fact : {}, tell);

/** What a need says where nothing more is known; of the organisation by its name where that is given. */
export const plainNeed = (need: Need, organisation?: string): string =>
  needSentence(
    need,
    null,
    Object.assign((instant: string) => instant, { organisation }),
  );

/** The clause that a refusal of a step cites: its own, else the step's; and the step's for a need of the step. */
export function clauseOfRefusal(subject: SubjectType, step: Step, type: ChangeType | "", code?: RefusalCode): Clause {
  const isOfStep = ruleOf(subject, step, type)?.needs?.some((need) => need === code);
  const ofStep = clauseOf(subject, step, type);
  return code && !isOfStep ? citedBy(code, ofStep) : ofStep;
}
