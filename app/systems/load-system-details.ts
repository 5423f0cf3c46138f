import type { Loaded } from "@/app/_document/document";
import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import type { LoadedFormDraft } from "@/app/_steps/form-draft";
import { readHistory } from "@/db/changes/read-history";
import { readWatchedOf } from "@/db/notices/read-watches";
import { readStaff } from "@/db/people/read-people";
import { readSystem } from "@/db/systems/list-systems";

export type LoadedSystem = Loaded<typeof loadSystemDetails>;

/** Null where there is no system of that number. */
export async function loadSystemDetails(
  person: SessionUser,
  { id, formDraft }: { id: number; formDraft: LoadedFormDraft | null },
) {
  const [system, events, staff] = await Promise.all([readSystem(id), readHistory("system", id), readStaff()]);
  const { organisation } = settings();
  const watched = system ? await readWatchedOf(person.personId, [`system:${id}`, `client:${system.client.id}`]) : [];
  return system && { watched, id, person, system, events, staff, formDraft, organisation, zone: userZone(person) };
}
