/**
 * How each of a list is called where only names are read: by name, and where two of them have the same, whatever its letter
 * case and blanks, with its mark beside it.
 */
export function calledApart<T extends { readonly name: string }>(
  all: readonly T[],
  markOf: (one: T) => string,
): (one: T) => string {
  const times = new Map<string, number>();
  for (const { name } of all) times.set(same(name), (times.get(same(name)) ?? 0) + 1);
  return (one) => ((times.get(same(one.name)) ?? 0) > 1 ? `${one.name} (${markOf(one)})` : one.name);
}

const same = (name: string): string => name.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
