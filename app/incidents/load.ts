import type { Loaded, PageRequest } from "@/app/_document/document";
import { userZone } from "@/app/_request/time-zones";
import { listIncidents } from "@/db/incidents/list-incidents";
import { parseIncidentFilter } from "@/lib/incidents/incident-filter";

export type LoadedIncidents = Loaded<typeof loadIncidents>;

export async function loadIncidents({ query, person }: PageRequest) {
  const filter = parseIncidentFilter(query);
  return { filter, zone: userZone(person), ...(await listIncidents(filter)) };
}
