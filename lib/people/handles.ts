type Named = { readonly id: number; readonly name: string };

/** The most people that one note names. */
export const maxNamedPeople = 10;

/**
 * By what each of these people is named in a note: "@björn.lindqvist". Of people with the same name each has their number
 * behind it.
 */
export function handlesOf(people: readonly Named[]): ReadonlyMap<string, number> {
  const byHandle = new Map<string, number[]>();
  for (const { id, name } of people) {
    const handle = toHandle(name);
    byHandle.set(handle, [...(byHandle.get(handle) ?? []), id]);
  }
  return new Map(
    [...byHandle].flatMap(([handle, ids]) =>
      ids.length === 1 ? [[handle, ids[0] ?? 0]] : ids.map((id): [string, number] => [`${handle}.${id}`, id]),
    ),
  );
}

/** The people whom a text names, in its order, each once. A word behind an @ that is nobody's handle names nobody. */
export function peopleNamedIn(text: string, people: readonly Named[]): readonly number[] {
  const handles = handlesOf(people);
  const named = [...text.matchAll(mention)].map(([, word = ""]) => handles.get(toHandle(word)));
  return [...new Set(named.filter((id) => id !== undefined))];
}

// Not within an address or a path: "ops@example.com", "https://a.example/@ops".
const mention = /(?<![\p{L}\p{N}_.@/+-])@([\p{L}\p{N}][\p{L}\p{N}.’'-]{0,80})/gu;

/** Letters and digits in lower case, with a full stop for whatever stands between; without what is in brackets behind a name. */
const toHandle = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/ \([^()]*\)$/, "")
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, ".")
    .replace(/^\.|\.$/g, "");
