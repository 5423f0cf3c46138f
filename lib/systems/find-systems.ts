import type { NamedRef } from "@/lib/rules/record";

type FoundSystem = NamedRef & { readonly client: NamedRef };

/** At most `limit` of the systems whose name, or whose client's, contains every word of `text`; best matches first. */
export function findSystems<S extends FoundSystem>(systems: readonly S[], text: string, limit: number): readonly S[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const first = words[0];
  if (first === undefined) return [];
  const found = systems.filter((system) => words.every((word) => searchText(system).includes(word)));
  const [prefixed, others] = [found.filter(beginsWith(first)), found.filter((system) => !beginsWith(first)(system))];
  return [...prefixed, ...others].slice(0, limit);
}

const searchText = ({ name, client }: FoundSystem) => `${name} ${client.name}`.toLowerCase();
const beginsWith =
  (word: string) =>
  ({ name }: FoundSystem): boolean =>
    name.toLowerCase().startsWith(word);
