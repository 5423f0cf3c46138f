import type { Person } from "@/app/_request/session";
import { tellIn } from "@/app/_request/tell";
import type { World } from "@/components/form/control";
import { readTexts, type StandingText } from "@/db/changes/read-texts";
import { textChoice } from "@/lib/changes/redaction";
import { judge, type Subject } from "@/lib/rules/judge";
import { asJudged } from "./subject-of";

/** The texts of a record among which this person chooses one to redact; none where they may not. */
export async function textsToRedact(subject: Subject, id: number, person: Person): Promise<World["texts"]> {
  if (!judge("redact", subject, asJudged(person)).ok) return [];
  return (await readTexts(subject.kind, [id])).map(asTextChoice(person));
}

/** A text as a choice by whose it is and how it begins. */
export const asTextChoice = (person: Person) => (text: StandingText) => ({
  value: String(text.id),
  label: textChoice(text, tellIn(person)),
});
