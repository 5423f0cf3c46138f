import type { PageRequest } from "@/app/_document/document";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { readLiveEntries } from "@/db/catalogue/read-entries";
import { readSystems } from "@/db/systems/read-systems";
import { coversSystem } from "../entry-scope";
import { copiedChange, loadNewForm, type NewChangeQuery } from "../load-new-form";

export const path = "/changes/new/standard";

export async function loadNewStandard({ query, person }: PageRequest<object, NewChangeQuery>) {
  return loadNewForm({ path, step: "draft", query, person }, async (formDraft) => {
    const [systems, entries, copied] = await Promise.all([
      readSystems(),
      readLiveEntries("standard"),
      copiedChange(query, formDraft),
    ]);
    const entryId = String(formDraft?.typed.entry ?? query.entry ?? copied?.newerEntry ?? copied?.entryId ?? "");
    const entry = entries.find(({ id }) => String(id) === entryId);
    const formOptions =
      entry &&
      formOptionsFor({
        person,
        templateFields: entry.templateFields,
        systems: systems.filter((system) => coversSystem(entry, system)),
      });
    return { entries, formDraft, copied, chosen: entry && formOptions && { entry, formOptions } };
  });
}
