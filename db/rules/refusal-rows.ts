import { refusalsByCode } from "@/lib/refusals/refusal-sentence";
import { wrongStatusWords } from "@/lib/refusals/wrong-status-words";
import { clauses } from "@/lib/rules/clauses";
import { compared } from "@/lib/text/no-plan";
import { wordsOfNoPlan } from "@/lib/text/words-of-no-plan";

/**
 * The rows of `refusal_words`: the messages of each refusal code, by condition, and as `no_plan` the words that do not count as a
 * rollback plan.
 */
export const refusalRows = () => [
  ...[...refusalsByCode].flatMap(([code, { because, clause, field, words }]) =>
    (code === "wrong_status" ? wrongStatusWords(words) : words).map(([reason, said], place) => ({
      code,
      place,
      reason,
      words: said,
      because,
      clause: clause ? clauses[clause] : null,
      field: field ?? null,
    })),
  ),
  { code: "no_plan", place: 0, reason: "", words: noPlan, because: "field", clause: null, field: null },
];

const noPlan = [...new Set(wordsOfNoPlan.map(compared))].join(" ");
