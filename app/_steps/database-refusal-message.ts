import type { SessionUser } from "@/app/_request/session";
import { timeFormatterFor } from "@/app/_request/time-formatter";
import type { DatabaseRefusal } from "@/db/connection/refusal-from-error";
import { fieldLabels } from "@/lib/form/field-labels";
import { refusalSentence, sentenceWithClause } from "@/lib/refusals/refusal-sentence";
import { isField } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";

/**
 * Names the field by its label and formats times for the person. At a field the sentence carries its
 * clause, which is not shown there otherwise.
 */
export function databaseRefusalMessage(
  refusal: DatabaseRefusal,
  step: Step,
  person: Pick<SessionUser, "timezone">,
): string {
  const { code, details, field, sentence } = refusal;
  if (!code) return sentence;
  const label = field && isField(field) ? { field: fieldLabels(step, field).label } : {};
  const sentenceFor = field ? sentenceWithClause : refusalSentence;
  return sentenceFor(code, { ...(details !== true && details), ...label }, timeFormatterFor(person));
}
