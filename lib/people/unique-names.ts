/**
 * How each of a list is called where only names are read: by name, and where two of them have the same, whatever its letter
 * case and blanks, with its mark beside it.
 */
export function uniqueNames<T extends { readonly name: string }>(
  all: readonly T[],
  qualifierOf: (one: T) => string,
): (one: T) => string {
  const occurrences = new Map<string, number>();
  for (const { name } of all) occurrences.set(foldName(name), (occurrences.get(foldName(name)) ?? 0) + 1);
  return (one) => ((occurrences.get(foldName(one.name)) ?? 0) > 1 ? `${one.name} (${qualifierOf(one)})` : one.name);
}

const foldName = (name: string): string => name.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
