import type { Asked } from "@/app/_request/page-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { readSystems } from "@/db/systems/read-systems";
import { offeredSystems } from "@/lib/systems/offered-systems";
import { loadNewForm, type NewQuery } from "../load-new-form";

export const path = "/changes/new/emergency";

export async function loadDeclare({ searchParams }: Asked<object, NewQuery>) {
  const query = await searchParams;
  return loadNewForm({ path, step: "declare", query }, async (person, kept) => {
    const offered = offeredSystems(await readSystems(), { client: query.client, named: kept?.typed.systems });
    return { offered, kept, world: worldOf({ person, systems: offered.systems }) };
  });
}
