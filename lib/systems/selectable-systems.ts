import type { NamedRef } from "@/lib/rules/record";

type ClientSystem = { readonly id: number; readonly client: NamedRef; readonly managed: boolean };

/** So many systems a form offers at most without asking of which clients. */
const maxSelectable = 500;

type SelectableSystems<S extends ClientSystem> = {
  readonly systems: readonly S[];
  /** Every client there is, to choose from. */
  readonly clients: readonly NamedRef[];
  readonly chosen: readonly number[];
  /** None is under management, so a change has nothing to touch yet. */
  readonly none: boolean;
  /** There are more than a form can offer: it asks of which clients. */
  readonly tooMany: boolean;
};

/**
 * The systems that a form offers: all, or where they are too many those of the clients that the reader chose and of the
 * clients of the systems that are named already.
 */
export function selectableSystems<S extends ClientSystem>(
  systems: readonly S[],
  { client = [], named = [] }: { client?: string | readonly string[]; named?: string | readonly string[] },
): SelectableSystems<S> {
  const clients = [...new Map(systems.map((system) => [system.client.id, system.client])).values()];
  const tooMany = systems.length > maxSelectable;
  const ids = new Set([named].flat().map(Number));
  const clientsOfNamed = systems.filter(({ id }) => ids.has(id)).map((system) => system.client.id);
  const chosen = [...new Set([...[client].flat().map(Number), ...clientsOfNamed])];
  return {
    systems: tooMany ? systems.filter((system) => chosen.includes(system.client.id)) : systems,
    clients,
    chosen,
    none: !systems.some(({ managed }) => managed),
    tooMany,
  };
}
