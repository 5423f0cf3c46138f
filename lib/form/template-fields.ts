import { fitsPattern, repeatsOf } from "@/lib/catalogue/entry-pattern";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { type Blank, mostBlanks, type TypedBlank, typedBlanks } from "./declared-rows";
import type { Read } from "./kind";
import { firstOf, type Typed } from "./typed";

/** The fields that an entry declares, as a form sent them, held against the texts that name them. */
export function declaredIn(typed: Typed): Read {
  const declared = blanksOf(typedBlanks(typed));
  if (typeof declared === "string") return { error: declared };
  const wrong = disagreement([firstOf(typed.what), firstOf(typed.rollbackPlan), firstOf(typed.verification)], declared);
  return wrong ? { error: wrong } : { stored: declared };
}

const mostOptions = 100;
const longest = { blankLabel: 200, blankExample: 500, blankPattern: 200, option: 500 } as const;

/** The declared fields as an entry stores them, or the sentence that says what is wrong with one (Standard Changes). */
export function blanksOf(rows: readonly TypedBlank[]): readonly Blank[] | string {
  if (rows.length > mostBlanks) return `An entry can have at most ${mostBlanks} fields.`;
  const wrong = first(rows, tooLong) ?? tooMuch(rows) ?? first(rows, wrongWith);
  if (wrong !== null) return wrong;
  const names = rows.map(({ blankName }) => blankName);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  return twice ? refusalSentence("blank_twice", { name: twice }) : rows.map(blankOf);
}

function first(rows: readonly TypedBlank[], wrong: (row: TypedBlank) => string | null): string | null {
  for (const row of rows) {
    const sentence = wrong(row);
    if (sentence !== null) return sentence;
  }
  return null;
}

// The cost of compiling a pattern grows with its length, that of matching an example with both lengths.
const mostToRead = 60_000;

function tooMuch(rows: readonly TypedBlank[]): string | null {
  const toRead = rows.reduce(
    (sum, { blankPattern, blankExample }) =>
      sum + (blankPattern.length + repeatsOf(blankPattern)) * (20 + blankExample.length),
    0,
  );
  return toRead > mostToRead
    ? "The patterns and examples of this entry are too long together. Shorten the examples."
    : null;
}

function blankOf({ blankName: name, blankLabel: label, blankExample: example, ...more }: TypedBlank): Blank {
  const options = optionsOf(more.blankOptions);
  return { name, label, example, ...(options.length > 0 ? { options } : { pattern: more.blankPattern }) };
}

const optionsOf = (typed: string): readonly string[] =>
  typed
    .split("\n")
    .map((option) => option.trim())
    .filter((option) => option !== "");

// Checked first, because the cost of matching grows with the length.
function tooLong({ blankName, blankOptions, ...parts }: TypedBlank): string | null {
  const options = optionsOf(blankOptions);
  if (options.length > mostOptions || options.some((option) => option.length > longest.option))
    return `The list of ${blankName.slice(0, 41)} can have at most ${mostOptions} answers of ${longest.option} characters.`;
  const { blankLabel, blankExample, blankPattern } = parts;
  if (blankLabel.length > longest.blankLabel)
    return `The label of ${blankName.slice(0, 41)} can have at most ${longest.blankLabel} characters.`;
  if (blankExample.length > longest.blankExample)
    return `The example of ${blankName.slice(0, 41)} can have at most ${longest.blankExample} characters.`;
  return blankPattern.length > longest.blankPattern ? noPattern(blankName.slice(0, 41)) : null;
}

function wrongWith({ blankName, blankLabel, blankExample, blankPattern, blankOptions }: TypedBlank): string | null {
  const options = optionsOf(blankOptions);
  if (!/^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(blankName))
    return `“${(blankName || blankLabel).slice(0, 60)}” is not a valid field name. Begin with a letter, and use only letters, digits and _.`;
  if (blankLabel === "") return `The field ${blankName} needs a label.`;
  if (options.length > 0 === (blankPattern !== ""))
    return `The field ${blankName} needs either a pattern or a list of answers.`;
  if (options.length > 0) return null;
  const fits = fitsPattern(blankPattern, blankExample);
  if (fits === null) return noPattern(blankName);
  if (blankExample === "") return `The field ${blankName} needs an example.`;
  return fits ? null : `The example of ${blankName} does not match the pattern.`;
}

const noPattern = (name: string) =>
  `The pattern of ${name} is not supported. Use letters, digits, classes like [a-z0-9] and at most three open repeats like {1,40} or +, in at most 200 characters.`;

/** The placeholders of the templates, each once. */
export const namedIn = (...templates: readonly string[]): readonly string[] => [
  ...new Set(templates.flatMap((template) => [...template.matchAll(/\{([^{}\s]*)\}/g)].map(([, name = ""]) => name))),
];

/** A sentence where a placeholder has no field or a field has no placeholder; null otherwise. */
export function disagreement(templates: readonly string[], blanks: readonly Blank[]): string | null {
  const named = namedIn(...templates);
  const unknown = named.find((name) => !blanks.some((blank) => blank.name === name));
  if (unknown !== undefined) return refusalSentence("blank_undeclared", { named: `{${unknown}}` });
  const unused = blanks.find(({ name }) => !named.includes(name));
  return unused ? refusalSentence("blank_unnamed", { name: unused.name, named: `{${unused.name}}` }) : null;
}

/** The template with its fields filled in by their examples, all at once: what a change from it would say. */
export const filledByExamples = (template: string, blanks: readonly Blank[]): string =>
  template.replace(/\{([^{}\s]*)\}/g, (whole, name: string) => {
    const blank = blanks.find((each) => each.name === name);
    return blank ? blank.example || (blank.options?.[0] ?? whole) : whole;
  });
