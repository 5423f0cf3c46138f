import type { Places } from "@/db/systems/read-places";
import type { Period, ReportFilter } from "@/lib/report/filter";
import { typeWords } from "@/lib/rules/words";
import { tellDay } from "@/lib/time/format";

/** Empty for a report of every change in its period. */
export function filterWords({ client, system, type }: ReportFilter, { clients, systems }: Places): string {
  const ofClient = clients.find((known) => known.id === client)?.name;
  const ofSystem = systems.find((known) => known.id === system)?.name;
  return [
    client ? `client ${ofClient ?? client}` : "",
    system ? `system ${ofSystem ?? system}` : "",
    type ? `${typeWords[type].toLowerCase()}s` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** "1 Mar 2026 to 31 Mar 2026". */
export const periodWords = ({ from, to }: Pick<Period, "from" | "to">): string =>
  from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`;

export const dayWords = (day: string): string => tellDay(`${day}T00:00Z`, "UTC");
