// The small zod: this schema goes to the browser.
import * as z from "zod/mini";
import { fileChoiceProblem } from "@/lib/attachments/file-choice";
import { rollbackPlanRequired } from "@/lib/refusals/field-refusals";
import { fieldSentence } from "@/lib/refusals/field-sentence";
import { fieldOf } from "@/lib/rules/field-of-step";
import { type Field, type FieldKindName, type FieldSpecOf, maxTextLength } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";
import { hasVisibleText } from "@/lib/text/has-visible-text";
import { isPlaceholderPlan } from "@/lib/text/placeholder-plan";
import { fieldKindOf } from "./field-kinds";
import { fieldLabels } from "./field-labels";
import type { FormInput } from "./form-inputs";

z.config({ jitless: true }); // the page's Content-Security-Policy has no eval

/** The schema of a step's form, the same in browser and server: strings in, strings out, sentences for what is wrong. */
export const formSchemaOf = (step: Step, inputs: readonly FormInput[]) =>
  z.object(Object.fromEntries(inputs.map(({ field, required }) => [field, fieldSchema(step, field, required)])));

/** Whether a field may come more than once in one form. */
export const isMultipleField = (step: Step, field: Field): boolean =>
  fieldKindOf(fieldOf(step, field)).isMultiple ?? false;

function fieldSchema(step: Step, field: Field, required: boolean): z.ZodMiniType {
  const { label } = fieldLabels(step, field);
  if (fieldKindOf(fieldOf(step, field)).isFile) return filesSchema;
  const validate = validatorFor(fieldOf(step, field), field, label);
  return isMultipleField(step, field)
    ? listSchema(validate, required, label)
    : textSchema(validate, required && field, label);
}

type Validator = (typed: string) => string | null;

function validatorFor<K extends FieldKindName>(spec: FieldSpecOf<K>, field: Field, label: string): Validator {
  const fieldValidator = fieldValidators[field];
  if (fieldValidator) return (typed) => fieldValidator(typed, label);
  const { validate } = fieldKindOf(spec);
  return (typed) => validate?.(typed, spec, label) ?? null;
}

function listSchema(validate: Validator, required: boolean, label: string): z.ZodMiniType {
  const valid = listValue.check(
    failsWith((all: readonly string[]) => all.map(validate).find((sentence) => sentence !== null)),
  );
  return required ? valid.check(z.refine((all) => all.some(hasVisibleText), missingSentence(label))) : valid;
}

function textSchema(validate: Validator, required: Field | false, label: string): z.ZodMiniType {
  const valid = trimmedText.check(failsWith((typed: string) => typed && validate(typed)));
  if (!required) return valid;
  const nonEmpty = valid.check(z.refine((typed) => typed !== "", missingSentence(label)));
  return required === "rollbackPlan"
    ? nonEmpty.check(
        failsWith((typed: string) => (typed !== "" && isPlaceholderPlan(typed) ? rollbackPlanRequired : null)),
      )
    : nonEmpty;
}

/** A refinement whose function returns the error sentence; nothing where the value is valid. */
const failsWith = <T>(sentence: (value: T) => string | null | undefined) =>
  z.refine<T>((value) => !sentence(value), { error: ({ input }) => sentence(input as T) || undefined });

const textValue = z.pipe(
  z.transform((value) =>
    value === undefined || value === null || value === false ? "" : value === true ? "true" : value,
  ),
  z.string(),
);
const listValue = z.pipe(
  z.transform((value) => (Array.isArray(value) ? value : value ? [value] : [])),
  z.array(z.string().check(z.maxLength(maxTextLength, fieldSentence("values_too_long")))),
);

const trimmedText = z.pipe(
  textValue,
  z.transform((typed: string) => (hasVisibleText(typed) ? typed.trim() : "")),
);

// In the browser: so that nobody sends megabytes that come back. The server reads files by themselves.
const filesSchema = z.optional(
  z.unknown().check(failsWith((chosen: unknown) => fileChoiceProblem([chosen ?? []].flat()))),
);

/** Fields whose validation differs from that of their kind: what is wrong with a text, or null. */
export const fieldValidators: Partial<Record<Field, (typed: string, label: string) => string | null>> = {
  links: validateLinks,
  evidence: validateLinks,
  monitoringLinks: validateLinks,
};

function validateLinks(text: string, label: string): string | null {
  const isValid = text.split(/\s+/).every((link) => /^https?:\/\/\S+$/i.test(link));
  return isValid ? null : fieldSentence("field_of_links", { field: label });
}

const missingSentence = (label: string) => fieldSentence("field_missing", { field: label });
