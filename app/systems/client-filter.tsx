import { Button } from "@/components/basics/button";
import { FilterSelect } from "@/components/filter/filter-select";
import type { ListedClient } from "@/db/systems/list-systems";

type Props = { clients: readonly ListedClient[]; client: number | undefined };

export const ClientFilter = ({ clients, client }: Props) => (
  <search aria-label="Filter systems" className="block print:hidden">
    <form action="/systems" className="flex flex-wrap items-end gap-3">
      <FilterSelect
        name="client"
        label="Client"
        value={client}
        anyLabel="All clients"
        choices={clients.map(({ id, name, systems }) => ({ value: String(id), label: `${name} (${systems})` }))}
      />
      <Button type="submit" variant="quiet">
        Show
      </Button>
    </form>
  </search>
);
