import { toChoice, toSystemChoice } from "@/app/_steps/panel/form-options";
import { FilterSelect } from "@/components/filter/filter-select";
import type { FilterOptions } from "@/db/systems/read-filter-options";

type Props = { filterOptions: FilterOptions; filter: { readonly client?: number; readonly system?: number } };

export const ClientSystemFilters = ({ filterOptions: { clients, systems, tooMany }, filter }: Props) => (
  <>
    <FilterSelect name="client" label="Client" value={filter.client} choices={clients.map(toChoice)} />
    <FilterSelect
      name="system"
      label="System"
      value={filter.system}
      anyLabel={tooMany && systems.length === 0 ? "Any: show a client first" : "Any"}
      choices={systems.map(toSystemChoice(systems))}
    />
  </>
);
