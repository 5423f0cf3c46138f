import { fieldOf } from "@/lib/rules/field-of-step";
import type { Field } from "@/lib/rules/fields";
import type { RecordType } from "@/lib/rules/record";
import { fieldsMeeting, rulesOf, type Step } from "@/lib/rules/rules";
import { fieldKindOf } from "./field-kinds";

// The rulebook is not sent to the browser: each form carries the list of its inputs.

/** A field of a form, and whether it is required. */
export type FormInput = { readonly field: Field; readonly required: boolean };

/** Which form it is: of which step, on which kind and type of record; `fromEntry` when a catalogue entry fixes its facts. */
type FormIdentity = {
  readonly recordType: RecordType;
  readonly step: Step;
  readonly type: string;
  readonly fromTemplate?: boolean;
};

/** The inputs of a form, and whether each is required. */
export function formInputsOf({ recordType, step, type, fromTemplate }: FormIdentity): readonly FormInput[] {
  const rule = rulesOf(recordType).find(
    (rule) => rule.step === step && (type === "" || !rule.types || rule.types.some((t) => t === type)),
  );
  const alwaysRequired: readonly Field[] = step !== "draft" ? [] : fromTemplate ? ["systems"] : ["systems", "category"];
  return (rule?.inputs ?? [])
    .map((input) => {
      const field = input.replace("*", "") as Field; // typed as `Field` or `Field*`
      return { field, required: input.endsWith("*") || alwaysRequired.includes(field) };
    })
    .filter(({ field }) => !fieldKindOf(fieldOf(step, field)).isServerGenerated);
}

/** Whether the form of that step is the long one of a draft: in sections, and saved while it is filled in. */
export const isDraftForm = (step: Step): boolean => step === "draft" || step === "edit";

/** What the forms of a draft say about their marks: a draft may leave empty what a later step requires. */
export const draftIntro =
  "You can save a draft at any time. Before its next step it needs everything that is not marked optional.";

/** What follows the label of a field that a draft may leave empty although a later step requires it: no mark. */
export const laterRequirement = (step: Step, field: Field): string | undefined =>
  isDraftForm(step) && fieldsMeeting.facts_written?.includes(field) ? "" : undefined;
