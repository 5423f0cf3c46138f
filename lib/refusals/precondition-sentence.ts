import type { Clause } from "@/lib/rules/clauses";
import type { CheckResult } from "@/lib/rules/judge";
import type { ChangeType, RecordType } from "@/lib/rules/record";
import { clauseOf, type Precondition, ruleOf, type Step } from "@/lib/rules/rules";
import type { FormatTime } from "@/lib/text/fill-placeholders";
import type { RefusalCode } from "./refusal-list";
import { clauseCitedBy, refusalSentence } from "./refusal-sentence";

/** What a need says when it does not hold, with what is in the way. */
export const preconditionSentence = (
  precondition: Precondition,
  check: CheckResult | undefined,
  formatTime: FormatTime,
): string => refusalSentence(precondition, check && check !== true ? check : {}, formatTime);

/** What a need says where nothing more is known; of the organisation by its name where that is given. */
export const plainPreconditionSentence = (precondition: Precondition, organisation?: string): string =>
  preconditionSentence(
    precondition,
    null,
    Object.assign((instant: string) => instant, { organisation }),
  );

/** The clause that a refusal of a step cites: its own, else the step's; and the step's for a need of the step. */
export function clauseOfRefusal(recordType: RecordType, step: Step, type: ChangeType | "", code?: RefusalCode): Clause {
  const isPreconditionOfStep = ruleOf(recordType, step, type)?.preconditions?.some(
    (precondition) => precondition === code,
  );
  const stepClause = clauseOf(recordType, step, type);
  return code && !isPreconditionOfStep ? clauseCitedBy(code, stepClause) : stepClause;
}
