import { Table } from "@/components/basics/table";
import { Section } from "@/components/shell/section";
import type { ListedClient, ListedSystem } from "@/db/systems/list-systems";
import { systemsPath } from "@/lib/systems/system-filter";
import { ManagedTimes } from "./managed-times";
import { MonitoringLinks } from "./monitoring-links";

type Props = { systems: readonly ListedSystem[]; clients: readonly ListedClient[]; zone: string };

export function SystemTables({ systems, clients, zone }: Props) {
  const clientsShown = clients.filter(({ id }) => systems.some(({ client }) => client.id === id));
  return clientsShown.map((client) => (
    <Section
      key={client.id}
      heading={client.name}
      count={client.systems}
      trailing={
        <a className="link text-sm print:hidden" href={`/changes?client=${client.id}`}>
          Changes of {client.name}
        </a>
      }
    >
      <Table
        caption={`Systems of ${client.name}`}
        columns={["Name", "Kind", "Managed", "Owner", "Monitoring", "Changes"]}
        rows={systems
          .filter((system) => system.client.id === client.id)
          .map((system) => ({ key: String(system.id), cells: systemCells(system, zone) }))}
      />
    </Section>
  ));
}

const systemCells = (system: ListedSystem, zone: string) => [
  <a key="name" className="link" href={systemsPath({ system: system.id })}>
    {system.name}
  </a>,
  system.kind,
  <ManagedTimes key="managed" system={system} zone={zone} />,
  system.owner?.name,
  <MonitoringLinks key="links" links={system.monitoringLinks} />,
  <a key="changes" className="link" href={`/changes?system=${system.id}`}>
    {`Changes of ${system.name}`}
  </a>,
];
