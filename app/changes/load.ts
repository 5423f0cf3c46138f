import type { Asked, Loaded } from "@/app/_document/document";
import { zoneOf } from "@/app/_request/zone";
import { listChanges } from "@/db/changes/list-changes";
import { readStaff } from "@/db/people/read-people";
import { readPlaces } from "@/db/systems/read-places";
import { filterOf } from "@/lib/changes/filter";
import { startOfDay } from "@/lib/time/format";

export type LoadedChanges = Loaded<typeof loadChanges>;

export async function loadChanges({ query, person }: Asked) {
  const filter = filterOf(query);
  const zone = zoneOf(person);
  const [{ changes, more, now }, places, staff] = await Promise.all([
    listChanges({
      ...filter,
      from: filter.from && startOfDay(filter.from, zone),
      to: filter.to && startOfDay(filter.to, zone, 1),
    }),
    readPlaces(filter),
    readStaff(),
  ]);
  return { filter, changes, more, now, places, staff, zone };
}
