import type { PageRequest } from "@/app/_document/document";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { readLiveEntries } from "@/db/catalogue/read-entries";
import type { ChangeRecord } from "@/db/changes/read-change";
import { readRecentSystems } from "@/db/systems/read-recent-systems";
import { readSystems } from "@/db/systems/read-systems";
import { selectableSystems } from "@/lib/systems/selectable-systems";
import { coversSystem } from "../entry-scope";
import { changeOfNumber, copiedChange, loadNewForm, type NewChangeQuery } from "../load-new-form";

export const path = "/changes/new/normal";

export async function loadNewNormal({ query, person }: PageRequest<object, NewChangeQuery>) {
  return loadNewForm({ path, step: "draft", query, person }, async (formDraft) => {
    const [systems, recentSystems, routine, follows, copied] = await Promise.all([
      readSystems(),
      readRecentSystems(person.personId),
      readLiveEntries("routine"),
      followedChange(query, formDraft),
      copiedChange(query, formDraft),
    ]);
    const entryId = String(formDraft?.typed.entry ?? query.entry ?? copied?.entryId ?? "");
    const entry = routine.find(({ id }) => String(id) === entryId);
    const offered = selectableSystems(systems, {
      client: query.client,
      named: formDraft?.typed.systems ?? (follows ?? copied)?.systems.map((system) => String(system.id)),
    });
    const formOptions = formOptionsFor({
      person,
      recentSystems,
      templateFields: entry?.templateFields,
      systems: entry ? systems.filter((system) => coversSystem(entry, system)) : offered.systems,
    });
    return { routine, entryId, entry, follows, copied, offered, formOptions, formDraft };
  });
}

/** From the draft, else from the address. */
const followedChange = ({ follows }: NewChangeQuery, formDraft: FormDraft | null): Promise<ChangeRecord | null> =>
  changeOfNumber(formDraft?.typed.follows ? `CHG-${formDraft.typed.follows}` : String(follows ?? ""));
