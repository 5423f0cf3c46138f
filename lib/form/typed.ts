/** What a form holds: strings as typed, lists where a name may come more than once. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** What a form holds under one name, however often it came. */
export const valuesOf = (value: Typed[string] | undefined): readonly string[] =>
  typeof value === "string" ? [value] : (value ?? []);

/** What a form holds under a name that comes once; empty where it did not come. */
export const firstOf = (value: Typed[string] | undefined): string => valuesOf(value)[0] ?? "";
