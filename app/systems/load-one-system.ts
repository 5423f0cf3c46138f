import type { Loaded } from "@/app/_document/document";
import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { zoneOf } from "@/app/_request/zone";
import type { Found } from "@/app/_steps/kept";
import { readHistory } from "@/db/changes/read-history";
import { readStaff } from "@/db/people/read-people";
import { readSystem } from "@/db/systems/list-systems";

export type LoadedSystem = Loaded<typeof loadOneSystem>;

/** Null where there is no system of that number. */
export async function loadOneSystem(person: Person, { id, kept }: { id: number; kept: Found | null }) {
  const [system, events, staff] = await Promise.all([readSystem(id), readHistory("system", id), readStaff()]);
  const { organisation } = settings();
  return system && { id, person, system, events, staff, kept, organisation, zone: zoneOf(person) };
}
