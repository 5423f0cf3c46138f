import type { z } from "zod";
import { fieldSentence } from "@/lib/refusals/field-sentence";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { fieldOf } from "@/lib/rules/field-of-step";
import { type FieldSpec, isField } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";

type FieldErrors = Readonly<Record<string, string>>;

const maxErrors = 50;

/** What is wrong with the body of a step, a sentence a field; `fields` is what was sent. */
export function bodyErrors(step: Step, error: z.ZodError, fields: Readonly<Record<string, unknown>>): FieldErrors {
  const sentences = error.issues.flatMap((issue): [string, string][] => {
    const [field] = issue.path;
    if (field === undefined)
      return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [key.slice(0, 60), unasked(key)]) : [];
    return [[String(field), sentenceFor(step, String(field), issue, fields)]];
  });
  return Object.fromEntries(sentences.slice(0, maxErrors).reverse());
}

const unasked = (field: string): string => refusalSentence("field_unasked", { field: field.slice(0, 60) });

function sentenceFor(step: Step, field: string, issue: z.core.$ZodIssue, fields: Readonly<Record<string, unknown>>) {
  if (fields[field] === undefined || fields[field] === null) return fieldSentence("field_missing", { field });
  const spec: FieldSpec | null = isField(field) ? fieldOf(step, field) : null;
  if (spec?.kind === "instant") return instantSentence(field);
  if (issue.code === "too_big" && spec?.kind === "text") return fieldSentence("field_too_long", { field });
  return fieldSentence("field_misfit", { ...spec, field });
}

const instantSentence = (field: string): string =>
  `Give “${field}” as an instant with its offset, like 2026-11-30T22:00:00+01:00.`;
