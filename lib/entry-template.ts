import { type Typed, valuesOf } from "./input";

/** A field that a catalogue entry leaves open: a list to choose from, or text of a pattern. */
export type Blank = {
  readonly name: string;
  readonly label: string;
  readonly example: string;
  readonly pattern?: string;
  readonly options?: readonly string[];
};

/** The names under which a form sends each declared field, a row at a time. */
export const blankNames = ["blankName", "blankLabel", "blankExample", "blankPattern", "blankOptions"] as const;

/** What was typed for one declared field. */
export type TypedBlank = Readonly<Record<(typeof blankNames)[number], string>>;

/** The rows of a form that somebody filled in, in their order; empty ones are left out. */
export function typedBlanks(typed: Typed): readonly TypedBlank[] {
  const columns = blankNames.map((name) => valuesOf(typed[name]));
  const rows = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length: rows }, (_, place) => rowAt(columns, place)).filter((row) =>
    Object.values(row).some((value) => value !== ""),
  );
}

function rowAt(columns: readonly (readonly string[])[], place: number): TypedBlank {
  const [blankName = "", blankLabel = "", blankExample = "", blankPattern = "", blankOptions = ""] = columns.map(
    (column) => (column[place] ?? "").trim(),
  );
  return { blankName, blankLabel, blankExample, blankPattern, blankOptions };
}

/** The declared fields as an entry stores them, or the sentence that says what is wrong with one (Standard Changes). */
export function blanksOf(rows: readonly TypedBlank[]): readonly Blank[] | string {
  const wrong = rows.map(wrongWith).find((sentence) => sentence !== null);
  if (wrong) return wrong;
  const names = rows.map(({ blankName }) => blankName);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  return twice ? `There are two fields of the name ${twice}.` : rows.map(blankOf);
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

function wrongWith({ blankName, blankLabel, blankExample, blankPattern, blankOptions }: TypedBlank): string | null {
  const options = optionsOf(blankOptions);
  if (!/^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(blankName))
    return `A field’s name begins with a letter and has letters, digits and _ only: “${blankName || blankLabel}” does not.`;
  if (blankLabel === "") return `The field ${blankName} needs a label.`;
  if (options.length > 0 === (blankPattern !== ""))
    return `The field ${blankName} needs either a pattern or a list of answers.`;
  if (options.length > 0) return null;
  const fits = patternOf(blankPattern);
  if (!fits) return `The pattern of ${blankName} is no regular expression that can be used here.`;
  if (blankExample === "") return `The field ${blankName} needs an example.`;
  return fits.test(blankExample) ? null : `The example of ${blankName} does not fit its own pattern.`;
}

// References to itself and groups with a question mark read differently in browser and database.
function patternOf(pattern: string): RegExp | null {
  if (pattern.length > 200 || /\\[0-9]|\(\?/.test(pattern) || !isQuick(pattern)) return null;
  try {
    return new RegExp(pattern) && new RegExp(`^(?:${pattern})$`);
  } catch {
    return null;
  }
}

// A pattern that repeats a group, or leaves many choices, can take for ever to say no; `is_quick_pattern` says the same in Postgres.
function isQuick(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  const repeated = bare.match(/[*+]|\{[0-9]+,/g) ?? [];
  const chosen = bare.match(/[?|]/g) ?? [];
  return !/\)[*+{]/.test(bare) && 9 * repeated.length + chosen.length <= 28;
}

/** The words that stand in braces in a template, each once. */
export const namedIn = (...templates: readonly string[]): readonly string[] => [
  ...new Set(templates.flatMap((template) => [...template.matchAll(/\{([^{}\s]*)\}/g)].map(([, name = ""]) => name))),
];

/** What does not agree between a template and its fields, as a sentence; null where all does. */
export function disagreement(templates: readonly string[], blanks: readonly Blank[]): string | null {
  const named = namedIn(...templates);
  const unknown = named.find((name) => !blanks.some((blank) => blank.name === name));
  if (unknown !== undefined)
    return `The text names {${unknown}}, which is no field of the entry. Declare it below, or write it without braces.`;
  const unused = blanks.find(({ name }) => !named.includes(name));
  return unused
    ? `The field ${unused.name} is declared and named nowhere. Write {${unused.name}} where it belongs, or leave it out.`
    : null;
}

/** The template with its fields filled in by their examples, all at once: what a change from it would say. */
export const filledByExamples = (template: string, blanks: readonly Blank[]): string =>
  template.replace(/\{([^{}\s]*)\}/g, (whole, name: string) => {
    const blank = blanks.find((each) => each.name === name);
    return blank ? blank.example || (blank.options?.[0] ?? whole) : whole;
  });
