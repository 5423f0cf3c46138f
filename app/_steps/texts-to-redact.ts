import type { Person } from "@/app/_request/session";
import { tellIn } from "@/app/_request/tell";
import type { World } from "@/components/form/control";
import { readTexts, type StandingText } from "@/db/changes/read-texts";
import { textChoice } from "@/lib/changes/redaction";
import { judge, type Subject } from "@/lib/rules/judge";
import { asJudged } from "./subject-of";

/** Empty for somebody who may not redact. */
export async function textsToRedact(subject: Subject, id: number, person: Person): Promise<World["texts"]> {
  if (!judge("redact", subject, asJudged(person)).ok) return [];
  return (await readTexts(subject.kind, [id])).map(asTextChoice(person));
}

export const asTextChoice = (person: Person) => (text: StandingText) => ({
  value: String(text.id),
  label: textChoice(text, tellIn(person)),
});
