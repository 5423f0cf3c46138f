import { fieldOf } from "@/lib/rules/field-of-step";
import type { Field } from "@/lib/rules/fields";
import type { SubjectType } from "@/lib/rules/record";
import { metBy, rulesOf, type Step } from "@/lib/rules/rules";
import { kindOf } from "./kinds";

// The rulebook is not sent to the browser: each form carries the list of its inputs.

/** A field of a form, and whether it is required. */
export type Ask = { readonly field: Field; readonly required: boolean };

/** Which form it is: of which step, on which kind and type of record; `fromEntry` when a catalogue entry fixes its facts. */
type FormName = {
  readonly kind: SubjectType;
  readonly step: Step;
  readonly type: string;
  readonly fromEntry?: boolean;
};

/** The inputs of a form, and whether each is required. */
export function asksOf({ kind, step, type, fromEntry }: FormName): readonly Ask[] {
  const rule = rulesOf(kind).find(
    (rule) => rule.step === step && (type === "" || !rule.types || rule.types.some((t) => t === type)),
  );
  const atOnce: readonly Field[] = step !== "draft" ? [] : fromEntry ? ["systems"] : ["systems", "category"];
  return (rule?.asks ?? [])
    .map((ask) => {
      const field = ask.replace("*", "") as Field; // typed as `Field` or `Field*`
      return { field, required: ask.endsWith("*") || atOnce.includes(field) };
    })
    .filter(({ field }) => !kindOf(fieldOf(step, field)).isMade);
}

/** The note on a field that a draft may leave empty although a later step requires it. */
export const laterNeed = (step: Step, field: Field): string | undefined =>
  (step === "draft" || step === "edit") && metBy.facts_written?.includes(field) ? "required before review" : undefined;
