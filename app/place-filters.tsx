import { AnySelect } from "@/components/any-select";
import type { KnownSystem } from "@/db/read-systems";
import { asChoice } from "./world";

type Props = { systems: readonly KnownSystem[]; filter: { readonly client?: number; readonly system?: number } };

/** The fields of a filter that choose a client and a system. */
export function PlaceFilters({ systems, filter }: Props) {
  const clients = new Map(systems.map(({ client }) => [client.id, client]));
  return (
    <>
      <AnySelect name="client" label="Client" value={filter.client} choices={[...clients.values()].map(asChoice)} />
      <AnySelect
        name="system"
        label="System"
        value={filter.system}
        choices={systems.map((system) => ({ ...asChoice(system), group: system.client.name }))}
      />
    </>
  );
}
