import { refusalsByCode } from "@/lib/refusals/refusal-sentence";
import { wrongStatusSentences } from "@/lib/refusals/wrong-status-sentences";
import { clauses } from "@/lib/rules/clauses";
import { foldText } from "@/lib/text/placeholder-plan";
import { placeholderPlanWords } from "@/lib/text/placeholder-plan-words";

/**
 * The rows of `refusal_messages`: the messages of each refusal code, by condition, and as `no_plan` the words that do not count as a
 * rollback plan.
 */
export const refusalMessageRows = () => [
  ...[...refusalsByCode].flatMap(([code, { kind, clause, field, sentences }]) =>
    (code === "wrong_status" ? wrongStatusSentences(sentences) : sentences).map(([reason, message], sort_order) => ({
      code,
      sort_order,
      reason,
      message,
      kind,
      clause: clause ? clauses[clause] : null,
      field: field ?? null,
    })),
  ),
  {
    code: "no_plan",
    sort_order: 0,
    reason: "",
    message: foldedPlaceholderWords,
    kind: "field",
    clause: null,
    field: null,
  },
];

const foldedPlaceholderWords = [...new Set(placeholderPlanWords.map(foldText))].join(" ");
