import { asChoice, systemChoice } from "@/app/_steps/panel/form-options";
import { AnySelect } from "@/components/form/any-select";
import type { Places } from "@/db/systems/read-places";

type Props = { places: Places; filter: { readonly client?: number; readonly system?: number } };

export const PlaceFilters = ({ places: { clients, systems, tooMany }, filter }: Props) => (
  <>
    <AnySelect name="client" label="Client" value={filter.client} choices={clients.map(asChoice)} />
    <AnySelect
      name="system"
      label="System"
      value={filter.system}
      empty={tooMany && systems.length === 0 ? "Any: show a client first" : "Any"}
      choices={systems.map(systemChoice(systems))}
    />
  </>
);
