import { allValuesOf, type FormValues } from "./form-values";

/** A field that a catalogue entry leaves open: a list to choose from, or text of a pattern. */
export type TemplateField = {
  readonly name: string;
  readonly label: string;
  readonly example: string;
  readonly pattern?: string;
  readonly options?: readonly string[];
};

/** The names under which a form sends each declared field, a row at a time. */
export const templateFieldNames = ["blankName", "blankLabel", "blankExample", "blankPattern", "blankOptions"] as const;

/** The values of one row of the form. */
export type TemplateFieldRow = Readonly<Record<(typeof templateFieldNames)[number], string>>;

/** The rows of a form that somebody filled in, in their order; empty ones are left out. */
export function templateFieldRows(formValues: FormValues): readonly TemplateFieldRow[] {
  const columns = templateFieldNames.map((name) => allValuesOf(formValues[name]));
  const rows = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length: rows }, (_, rowIndex) => rowAt(columns, rowIndex)).filter((row) =>
    Object.values(row).some((value) => value !== ""),
  );
}

function rowAt(columns: readonly (readonly string[])[], rowIndex: number): TemplateFieldRow {
  const [blankName = "", blankLabel = "", blankExample = "", blankPattern = "", blankOptions = ""] = columns.map(
    (column) => (column[rowIndex] ?? "").trim(),
  );
  return { blankName, blankLabel, blankExample, blankPattern, blankOptions };
}

/** How much an entry may declare: fields, answers of a list, and characters of each part; `is_template_field` in SQL says the same. */
export const maxTemplateFields = 20;
/** The longest text that a change gives one of them. */
export const maxTemplateValueLength = 500;
