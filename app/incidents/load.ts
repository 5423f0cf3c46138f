import type { Asked, Loaded } from "@/app/_request/page-of";
import { requirePerson } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { listIncidents } from "@/db/incidents/list-incidents";
import { incidentFilterOf, incidentsPath } from "@/lib/incidents/filter";

export type LoadedIncidents = Loaded<typeof loadIncidents>;

export async function loadIncidents({ searchParams }: Asked) {
  const filter = incidentFilterOf(await searchParams);
  const person = await requirePerson(incidentsPath(filter));
  return { filter, zone: zoneOf(person), ...(await listIncidents(filter)) };
}
