/** The raw values of a form by name: a string, or a list where a name may occur more than once. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** All values under one name. */
export const allValuesOf = (value: FormValues[string] | undefined): readonly string[] =>
  typeof value === "string" ? [value] : (value ?? []);

/** The value under a name that occurs once; empty where it is missing. */
export const firstValueOf = (value: FormValues[string] | undefined): string => allValuesOf(value)[0] ?? "";
