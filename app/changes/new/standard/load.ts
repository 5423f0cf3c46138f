import type { Asked } from "@/app/_document/document";
import { worldOf } from "@/app/_steps/panel/form-options";
import { readEntries } from "@/db/catalogue/read-entries";
import { readSystems } from "@/db/systems/read-systems";
import { coversSystem, liveOf } from "../live-entries";
import { loadNewForm, type NewQuery } from "../load-new-form";

export const path = "/changes/new/standard";

export async function loadNewStandard({ query, person }: Asked<object, NewQuery>) {
  return loadNewForm({ path, step: "draft", query, person }, async (kept) => {
    const [systems, all] = await Promise.all([readSystems(), readEntries()]);
    const entries = liveOf(all, "standard");
    const asked = String(kept?.typed.entry ?? query.entry ?? "");
    const entry = entries.find(({ id }) => String(id) === asked);
    const world =
      entry &&
      worldOf({
        person,
        blanks: entry.blanks,
        systems: systems.filter((system) => coversSystem(entry, system)),
      });
    return { entries, kept, chosen: entry && world && { entry, world } };
  });
}
