/** The raw values of a form by name: a string, or a list where a name may occur more than once. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** All values under one name. */
export const valuesOf = (value: Typed[string] | undefined): readonly string[] =>
  typeof value === "string" ? [value] : (value ?? []);

/** The value under a name that occurs once; empty where it is missing. */
export const firstOf = (value: Typed[string] | undefined): string => valuesOf(value)[0] ?? "";
