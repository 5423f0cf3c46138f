import { Button } from "@/components/basics/button";
import { AnySelect } from "@/components/form/any-select";
import type { KnownClient } from "@/db/systems/list-systems";

type Props = { clients: readonly KnownClient[]; client: number | undefined };

export const ClientChoice = ({ clients, client }: Props) => (
  <search className="mb-5 block print:hidden">
    <form action="/systems" className="flex flex-wrap items-end gap-3">
      <AnySelect
        name="client"
        label="Client"
        value={client}
        empty="All clients"
        choices={clients.map(({ id, name, systems }) => ({ value: String(id), label: `${name} (${systems})` }))}
      />
      <Button type="submit" look="quiet">
        Show
      </Button>
    </form>
  </search>
);
