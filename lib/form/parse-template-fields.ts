import { countRepeats, fitsPattern } from "@/lib/catalogue/template-pattern";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import type { ParseResult } from "./field-kind";
import { type FormValues, firstValueOf } from "./form-values";
import { maxTemplateFields, type TemplateField, type TemplateFieldRow, templateFieldRows } from "./template-field-rows";

/** The fields that an entry declares, as a form sent them, checked against the texts that name them. */
export function parseTemplateFields(formValues: FormValues): ParseResult {
  const templateFields = toTemplateFields(templateFieldRows(formValues));
  if (typeof templateFields === "string") return { error: templateFields };
  const mismatch = templateMismatch(
    [firstValueOf(formValues.what), firstValueOf(formValues.rollbackPlan), firstValueOf(formValues.verification)],
    templateFields,
  );
  return mismatch ? { error: mismatch } : { value: templateFields };
}

const maxOptions = 100;
const maxLengths = { blankLabel: 200, blankExample: 500, blankPattern: 200, option: 500 } as const;

/** The declared fields as an entry stores them, or the sentence that says what is wrong with one (Standard Changes). */
export function toTemplateFields(rows: readonly TemplateFieldRow[]): readonly TemplateField[] | string {
  if (rows.length > maxTemplateFields) return `An entry can have at most ${maxTemplateFields} fields.`;
  const problem = firstProblem(rows, lengthProblem) ?? sizeProblem(rows) ?? firstProblem(rows, rowProblem);
  if (problem !== null) return problem;
  const names = rows.map(({ blankName }) => blankName);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  return duplicate ? refusalSentence("blank_twice", { name: duplicate }) : rows.map(toTemplateField);
}

function firstProblem(
  rows: readonly TemplateFieldRow[],
  findProblem: (row: TemplateFieldRow) => string | null,
): string | null {
  for (const row of rows) {
    const sentence = findProblem(row);
    if (sentence !== null) return sentence;
  }
  return null;
}

// The cost of compiling a pattern grows with its length, that of matching an example with both lengths.
const maxMatchCost = 60_000;

function sizeProblem(rows: readonly TemplateFieldRow[]): string | null {
  const matchCost = rows.reduce(
    (sum, { blankPattern, blankExample }) =>
      sum + (blankPattern.length + countRepeats(blankPattern)) * (20 + blankExample.length),
    0,
  );
  return matchCost > maxMatchCost
    ? "The patterns and examples of this entry are too long together. Shorten the examples."
    : null;
}

function toTemplateField({
  blankName: name,
  blankLabel: label,
  blankExample: example,
  ...more
}: TemplateFieldRow): TemplateField {
  const options = optionsOf(more.blankOptions);
  return { name, label, example, ...(options.length > 0 ? { options } : { pattern: more.blankPattern }) };
}

const optionsOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((option) => option.trim())
    .filter((option) => option !== "");

// Checked first, because the cost of matching grows with the length.
function lengthProblem({ blankName, blankOptions, ...parts }: TemplateFieldRow): string | null {
  const options = optionsOf(blankOptions);
  if (options.length > maxOptions || options.some((option) => option.length > maxLengths.option))
    return `The list of ${blankName.slice(0, 41)} can have at most ${maxOptions} answers of ${maxLengths.option} characters.`;
  const { blankLabel, blankExample, blankPattern } = parts;
  if (blankLabel.length > maxLengths.blankLabel)
    return `The label of ${blankName.slice(0, 41)} can have at most ${maxLengths.blankLabel} characters.`;
  if (blankExample.length > maxLengths.blankExample)
    return `The example of ${blankName.slice(0, 41)} can have at most ${maxLengths.blankExample} characters.`;
  return blankPattern.length > maxLengths.blankPattern ? patternProblem(blankName.slice(0, 41)) : null;
}

function rowProblem({
  blankName,
  blankLabel,
  blankExample,
  blankPattern,
  blankOptions,
}: TemplateFieldRow): string | null {
  const options = optionsOf(blankOptions);
  if (!/^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(blankName))
    return `“${(blankName || blankLabel).slice(0, 60)}” is not a valid field name. Begin with a letter, and use only letters, digits and _.`;
  if (blankLabel === "") return `The field ${blankName} needs a label.`;
  if (options.length > 0 === (blankPattern !== ""))
    return `The field ${blankName} needs either a pattern or a list of answers.`;
  if (options.length > 0) return null;
  const fits = fitsPattern(blankPattern, blankExample);
  if (fits === null) return patternProblem(blankName);
  if (blankExample === "") return `The field ${blankName} needs an example.`;
  return fits ? null : `The example of ${blankName} does not match the pattern.`;
}

const patternProblem = (name: string) =>
  `The pattern of ${name} is not supported. Use letters, digits, classes like [a-z0-9] and at most three open repeats like {1,40} or +, in at most 200 characters.`;

/** The placeholders of the templates, each once. */
export const placeholdersIn = (...templates: readonly string[]): readonly string[] => [
  ...new Set(templates.flatMap((template) => [...template.matchAll(/\{([^{}\s]*)\}/g)].map(([, name = ""]) => name))),
];

/** A sentence where a placeholder has no field or a field has no placeholder; null otherwise. */
export function templateMismatch(
  templates: readonly string[],
  templateFields: readonly TemplateField[],
): string | null {
  const placeholders = placeholdersIn(...templates);
  const unknown = placeholders.find((name) => !templateFields.some((field) => field.name === name));
  if (unknown !== undefined) return refusalSentence("blank_undeclared", { named: `{${unknown}}` });
  const unused = templateFields.find(({ name }) => !placeholders.includes(name));
  return unused ? refusalSentence("blank_unnamed", { name: unused.name, named: `{${unused.name}}` }) : null;
}

/** The template with its fields filled in by their examples, all at once: what a change from it would say. */
export const fillWithExamples = (template: string, templateFields: readonly TemplateField[]): string =>
  template.replace(/\{([^{}\s]*)\}/g, (whole, name: string) => {
    const field = templateFields.find((each) => each.name === name);
    return field ? field.example || (field.options?.[0] ?? whole) : whole;
  });
