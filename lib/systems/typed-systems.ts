type NamedSystem = { readonly id: number; readonly name: string; readonly client: { readonly name: string } };

type TypedSystems = {
  readonly ids: readonly number[];
  /** What is the name of no system, or of several clients' systems. */
  readonly unknown: readonly string[];
};

/** A system as it is offered for typing: its name alone may be that of several clients' systems. */
export const typedSystemName = ({ name, client }: NamedSystem): string => `${name} (${client.name})`;

/** The systems that were typed, separated by commas, each by its name or with its client in brackets. */
export function matchTypedSystems(typed: string, systems: readonly NamedSystem[]): TypedSystems {
  const matches = new Map<string, number[]>();
  for (const system of systems)
    for (const key of new Set([toKey(system.name), toKey(typedSystemName(system))]))
      matches.set(key, [...(matches.get(key) ?? []), system.id]);
  const names = [...new Set(typed.split(",").map((name) => name.trim()))].filter((name) => name !== "");
  const found = names.map((name) => ({ name, ids: matches.get(toKey(name)) ?? [] }));
  return {
    ids: [...new Set(found.flatMap(({ ids }) => (ids.length === 1 ? ids : [])))],
    unknown: found.flatMap(({ name, ids }) => (ids.length === 1 ? [] : [name])),
  };
}

const toKey = (name: string): string => name.trim().replaceAll(/\s+/g, " ").toLowerCase();
