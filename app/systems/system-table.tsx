import { Table } from "@/components/basics/table";
import type { ListedSystem } from "@/db/systems/list-systems";
import { systemsPath } from "@/lib/systems/system-filter";
import { ManagedTimes } from "./managed-times";
import { MonitoringLinks } from "./monitoring-links";

type Props = { systems: readonly ListedSystem[]; zone: string };

/** The systems of all clients, by client and name. */
export const SystemTable = ({ systems, zone }: Props) => (
  <Table
    caption="Systems, by client and name"
    columns={["Name", "Client", "Kind", "Managed", "Owner", "Monitoring", "Changes"]}
    rows={systems.map((system) => ({ key: String(system.id), cells: systemCells(system, zone) }))}
  />
);

const systemCells = (system: ListedSystem, zone: string) => [
  <a key="name" className="link" href={systemsPath({ system: system.id })}>
    {system.name}
  </a>,
  <a key="client" className="link" href={systemsPath({ client: system.client.id })}>
    {system.client.name}
  </a>,
  system.kind,
  <ManagedTimes key="managed" system={system} zone={zone} />,
  system.owner?.name,
  <MonitoringLinks key="links" links={system.monitoringLinks} />,
  <a key="changes" className="link" href={`/changes?system=${system.id}`}>
    Changes<span className="sr-only"> of {system.name}</span>
  </a>,
];
