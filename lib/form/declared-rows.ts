import { type Typed, valuesOf } from "./typed";

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

/** The values of one row of the form. */
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

/** How much an entry may declare: fields, answers of a list, and characters of each part; `is_blank` in SQL says the same. */
export const mostBlanks = 20;
/** The longest text that a change gives one of them. */
export const longestBlank = 500;
