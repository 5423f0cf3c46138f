import type { PageRequest } from "@/app/_document/document";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { readRecentSystems } from "@/db/systems/read-recent-systems";
import { readSystems } from "@/db/systems/read-systems";
import { selectableSystems } from "@/lib/systems/selectable-systems";
import { loadNewForm, type NewChangeQuery } from "../load-new-form";

export const path = "/changes/new/emergency";

export async function loadDeclare({ query, person }: PageRequest<object, NewChangeQuery>) {
  return loadNewForm({ path, step: "declare", query, person }, async (formDraft) => {
    const [systems, recentSystems] = await Promise.all([readSystems(), readRecentSystems(person.personId)]);
    const offered = selectableSystems(systems, { client: query.client, named: formDraft?.typed.systems });
    return { offered, formDraft, formOptions: formOptionsFor({ person, systems: offered.systems, recentSystems }) };
  });
}
