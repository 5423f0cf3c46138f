import type { SessionUser } from "@/app/_request/session";
import { timeFormatterFor } from "@/app/_request/time-formatter";
import type { FormOptions } from "@/components/form/control";
import { type RedactableText, readRedactableTexts } from "@/db/changes/read-redactable-texts";
import { textChoiceLabel } from "@/lib/changes/redaction";
import { judge, type RecordState } from "@/lib/rules/judge";
import { toActor } from "./record-state";

/** Empty for somebody who may not redact. */
export async function loadRedactableTexts(
  recordState: RecordState,
  id: number,
  person: SessionUser,
): Promise<FormOptions["redactableTexts"]> {
  if (!judge("redact", recordState, toActor(person)).ok) return [];
  return (await readRedactableTexts(recordState.recordType, [id])).map(toTextChoice(person));
}

export const toTextChoice = (person: SessionUser) => (text: RedactableText) => ({
  value: String(text.id),
  label: textChoiceLabel({ ...text, start: text.excerpt }, timeFormatterFor(person)),
});
