import type { NamedRef } from "@/lib/rules/record";
import { type ClientView, viewingClientOf } from "@/lib/systems/client-view";
import { readClients, readSystems, type SystemRecord } from "./read-systems";

type OfferedSystem = NamedRef & { readonly client: string };

/** The clients and systems that a filter offers. With too many systems none are offered until a client is chosen. */
export type FilterOptions = {
  readonly clients: readonly NamedRef[];
  readonly systems: readonly OfferedSystem[];
  readonly tooMany: boolean;
};

/** At most this many systems are offered. */
const maxOffered = 500;

/** In the view of a client, only that client and its systems, by client and name. */
export async function readFilterOptions(view: ClientView): Promise<FilterOptions> {
  const [clients, systems] = await Promise.all([readClients(), readSystems()]);
  const viewing = viewingClientOf(view, (sought) => systems.find(({ id }) => id === sought)?.client.id);
  if (viewing === null) {
    const tooMany = systems.length > maxOffered;
    return { clients, systems: tooMany ? [] : systems.map(toOffered), tooMany };
  }
  const own = systems.filter(({ client }) => client.id === viewing);
  const chosen = own.filter(({ id }) => id === view.system);
  const offered = new Set([...chosen, ...own].slice(0, maxOffered));
  return {
    clients: clients.filter(({ id }) => id === viewing),
    systems: own.filter((system) => offered.has(system)).map(toOffered),
    tooMany: own.length > maxOffered,
  };
}

const toOffered = ({ id, name, client }: SystemRecord): OfferedSystem => ({ id, name, client: client.name });
