import type { Asked, Loaded } from "@/app/_document/document";
import { zoneOf } from "@/app/_request/zone";
import { listIncidents } from "@/db/incidents/list-incidents";
import { incidentFilterOf } from "@/lib/incidents/filter";

export type LoadedIncidents = Loaded<typeof loadIncidents>;

export async function loadIncidents({ query, person }: Asked) {
  const filter = incidentFilterOf(query);
  return { filter, zone: zoneOf(person), ...(await listIncidents(filter)) };
}
