import type { Person } from "@/app/_request/session";
import { tellIn } from "@/app/_request/tell";
import type { DatabaseRefusal } from "@/db/connection/refusal-in";
import { fieldWords } from "@/lib/form/field-words";
import { citedSentence, refusalSentence } from "@/lib/refusals/refusal-sentence";
import { isField } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";

/**
 * Names the field by its label and formats times for the person. At a field the sentence carries its
 * clause, which is not shown there otherwise.
 */
export function saidByDatabase(refusal: DatabaseRefusal, step: Step, person: Person): string {
  const { code, fact, field, sentence } = refusal;
  if (!code) return sentence;
  const label = field && isField(field) ? { field: fieldWords(step, field).label } : {};
  const say = field ? citedSentence : refusalSentence;
  return say(code, { ...(fact !== true && fact), ...label }, tellIn(person));
}
