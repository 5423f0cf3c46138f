import type { Person } from "@/app/_request/session";
import { tellIn } from "@/app/_request/tell";
import type { DatabaseRefusal } from "@/db/connection/refusal-in";
import { fieldWords } from "@/lib/form/field-words";
import { citedSentence, refusalSentence } from "@/lib/refusals/refusal-sentence";
import { isField } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";

/**
 * What the database refused `step` with, in the words and times of `person`: a field by its label, and where it stands at a
 * field with its clause, which no page shows beside that.
 */
export function saidByDatabase(refusal: DatabaseRefusal, step: Step, person: Person): string {
  const { code, fact, field, sentence } = refusal;
  if (!code) return sentence;
  const label = field && isField(field) ? { field: fieldWords(step, field).label } : {};
  const say = field ? citedSentence : refusalSentence;
  return say(code, { ...(fact !== true && fact), ...label }, tellIn(person));
}
