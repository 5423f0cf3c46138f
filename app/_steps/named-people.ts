import { readStaff } from "@/db/people/read-people";
import { type FormValues, firstValueOf } from "@/lib/form/form-values";
import { tooManyNamed } from "@/lib/people/attention-words";
import { maxNamedPeople, peopleNamedIn } from "@/lib/people/handles";
import { firstRuleOf } from "@/lib/rules/rules";
import { correction } from "./decide";
import type { FormMetadata } from "./form-metadata";
import type { PostOutcome } from "./posted-form";

type NamedPeople = { readonly mentions?: readonly number[] } | PostOutcome;

/** The people whom the note of a form names with an @, for its event; nothing for a form that names nobody. */
export async function namedPeople({
  formMetadata,
  typed,
}: {
  readonly formMetadata: Pick<FormMetadata, "subject" | "step">;
  readonly typed: FormValues;
}): Promise<NamedPeople> {
  const text = firstValueOf(typed.comment);
  const rule = firstRuleOf(formMetadata.subject, formMetadata.step);
  if (!text.includes("@") || !rule?.inputs?.includes("mentions")) return {};
  const named = peopleNamedIn(text, await readStaff());
  if (named.length > maxNamedPeople) return { back: correction({ comment: tooManyNamed }) };
  return named.length > 0 ? { mentions: named } : {};
}
