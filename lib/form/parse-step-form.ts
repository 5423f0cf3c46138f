import { Temporal } from "temporal-polyfill";
import { fieldSentence } from "@/lib/refusals/field-sentence";
import { preconditionSentence } from "@/lib/refusals/precondition-sentence";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { fieldOf } from "@/lib/rules/field-of-step";
import { type Field, isField, maxTextLength } from "@/lib/rules/fields";
import type { RecordType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { expandRecurrence } from "@/lib/time/expand-recurrence";
import { isTimeZone, parseLocalTime } from "@/lib/time/local-time";
import { fieldKindOf } from "./field-kinds";
import { formInputsOf } from "./form-inputs";
import { formSchemaOf } from "./form-schema";
import { allValuesOf, type FormValues, firstValueOf } from "./form-values";
import { parseTemplateFields } from "./parse-template-fields";

export type FieldErrors = Readonly<Record<string, string>>;
type ParsedForm =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: FieldErrors };

/** How often one name may come in a form, and so how many of one kind a step takes. */
const maxValuesPerName = 1000;

/**
 * What was typed into the form of `step`, as the input of its event: instants in UTC, numbers as numbers, fields that
 * were left empty as empty texts. Local times are read in the posted time zone, else in `siteZone`.
 */
export function parseStepForm(
  recordType: RecordType,
  step: Step,
  type: string,
  formValues: FormValues,
  siteZone: string,
): ParsedForm {
  const fromTemplate = firstValueOf(formValues.entry) !== "";
  const { fields, needsTimeZone, schema } = preparedForm(recordType, step, type, fromTemplate);
  const unknownName = Object.keys(formValues).find(
    (name) => !acceptsName(step, fields, name) && !(needsTimeZone && name === "timezone"),
  );
  if (unknownName !== undefined)
    return {
      ok: false,
      errors: { [unknownName]: refusalSentence("field_unasked", { field: unknownName.slice(0, 60) }) },
    };
  const sent = Object.fromEntries(Object.entries(formValues).filter(([name]) => !isDerived(step, name)));
  const tooLong = Object.keys(sent).find((name) => exceedsLimits(sent[name]));
  if (tooLong !== undefined) return { ok: false, errors: { [tooLong]: fieldSentence("values_too_long") } };
  const parsed = schema.safeParse(sent);
  if (!parsed.success) return { ok: false, errors: firstErrorPerField(parsed.error.issues) };
  const zone = (needsTimeZone && firstValueOf(formValues.timezone).trim()) || siteZone;
  return isTimeZone(zone)
    ? collectInput(step, fields, parsed.data, sent, zone)
    : { ok: false, errors: { timezone: fieldSentence("field_misfit", { kind: "zone" }) } };
}

type PreparedForm = {
  readonly fields: readonly Field[];
  /** Every form with a time may send its time zone; not every step stores it. */
  readonly needsTimeZone: boolean;
  readonly schema: ReturnType<typeof formSchemaOf>;
};

// Made once, because making a schema costs many times what it checks. Its keys are names of the rulebook: they are few.
const preparedForms = new Map<string, PreparedForm>();

function preparedForm(recordType: RecordType, step: Step, type: string, fromTemplate: boolean): PreparedForm {
  const key = `${recordType} ${step} ${type} ${fromTemplate}`;
  const known = preparedForms.get(key);
  if (known) return known;
  const inputs = formInputsOf({ recordType, step, type, fromTemplate });
  const fields = inputs.map(({ field }) => field);
  const needsTimeZone = fields.some((field) => !!fieldKindIn(step, field).needsTimeZone);
  const made = { fields, needsTimeZone, schema: formSchemaOf(step, inputs) };
  preparedForms.set(key, made);
  return made;
}

const fieldKindIn = (step: Step, field: Field) => fieldKindOf(fieldOf(step, field));

/** Whether a form of these fields has that name; `boxes` lists those that send nothing when unticked. */
const acceptsName = (step: Step, fields: readonly Field[], name: string): boolean =>
  name === "boxes" || fields.some((field) => name === field || fieldKindIn(step, field).ownsFormName?.(name, field));

const isDerived = (step: Step, name: string): boolean => isField(name) && !!fieldKindIn(step, name).isDerived;

// Checked first, because the cost of matching and parsing grows with the size.
const exceedsLimits = (value: FormValues[string] | undefined): boolean =>
  allValuesOf(value).length > maxValuesPerName || allValuesOf(value).some((one) => one.length > maxTextLength);

function collectInput(
  step: Step,
  fields: readonly Field[],
  parsed: Record<string, unknown>,
  formValues: FormValues,
  zone: string,
): ParsedForm {
  const input: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  const sentNames = new Set([...Object.keys(formValues), ...firstValueOf(formValues.boxes).split(" ")]);
  for (const field of fields) {
    const kind = fieldKindIn(step, field);
    if (!sentNames.has(field) && !kind.isAlwaysParsed) continue;
    const { error, value } = kind.parse(toStrings(parsed[field]), {
      step,
      field,
      formValues,
      zone,
      calendar,
      parseTemplateFields,
    });
    if (error) errors[field] = error;
    else if (value !== undefined) input[field] = value;
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return step === "place_freeze" ? withOccurrences(input, zone) : { ok: true, input };
}

/** The input of a freeze with every time that it has by its rule: nobody types those. */
function withOccurrences(input: Readonly<Record<string, unknown>>, zone: string): ParsedForm {
  const [starts, ends] = [String(input.windowStart), String(input.windowEnd)];
  if (ends <= starts)
    return { ok: false, errors: { windowEnd: preconditionSentence("freeze_bounded", { order: true }, String) } };
  if (!input.repeats) return { ok: true, input };
  const expanded = expandRecurrence(String(input.repeats), { starts, ends, zone });
  return expanded.ok
    ? { ok: true, input: { ...input, repeats: expanded.rule, spans: expanded.spans } }
    : { ok: false, errors: { repeats: expanded.sentence } };
}

function isDay(day: string): boolean {
  try {
    return Temporal.PlainDate.from(day).toString() === day;
  } catch {
    return false;
  }
}

const toStrings = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];

const calendar = { instantOf: parseLocalTime, isDay };

const firstErrorPerField = (issues: readonly { path: PropertyKey[]; message: string }[]): FieldErrors =>
  Object.fromEntries([...issues].reverse().map((issue) => [String(issue.path[0]), issue.message]));
