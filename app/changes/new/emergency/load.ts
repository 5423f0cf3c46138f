import type { Asked } from "@/app/_document/document";
import { worldOf } from "@/app/_steps/panel/form-options";
import { readSystems } from "@/db/systems/read-systems";
import { offeredSystems } from "@/lib/systems/offered-systems";
import { loadNewForm, type NewQuery } from "../load-new-form";

export const path = "/changes/new/emergency";

export async function loadDeclare({ query, person }: Asked<object, NewQuery>) {
  return loadNewForm({ path, step: "declare", query, person }, async (kept) => {
    const offered = offeredSystems(await readSystems(), { client: query.client, named: kept?.typed.systems });
    return { offered, kept, world: worldOf({ person, systems: offered.systems }) };
  });
}
