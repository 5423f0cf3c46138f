import type { FilterOptions } from "@/db/systems/read-filter-options";
import type { ReportFilter, ReportPeriod } from "@/lib/report/report-filter";
import { typeLabels } from "@/lib/rules/labels";
import { formatDateOf } from "@/lib/time/format";

/** Empty for a report of every change in its period. */
export function filterLabel({ client, system, type }: ReportFilter, { clients, systems }: FilterOptions): string {
  const ofClient = clients.find((known) => known.id === client)?.name;
  const ofSystem = systems.find((known) => known.id === system)?.name;
  return [
    client ? `client ${ofClient ?? client}` : "",
    system ? `system ${ofSystem ?? system}` : "",
    type ? `${typeLabels[type].toLowerCase()}s` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** "1 Mar 2026 to 31 Mar 2026". */
export const periodLabel = ({ from, to }: Pick<ReportPeriod, "from" | "to">): string =>
  from === to ? dayLabel(from) : `${dayLabel(from)} to ${dayLabel(to)}`;

export const dayLabel = (day: string): string => formatDateOf(`${day}T00:00Z`, "UTC");
