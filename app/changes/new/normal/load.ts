import type { Asked } from "@/app/_document/document";
import type { Kept } from "@/app/_steps/kept";
import { worldOf } from "@/app/_steps/panel/form-options";
import { readEntries } from "@/db/catalogue/read-entries";
import { type ChangeRecord, readChange } from "@/db/changes/read-change";
import { readSystems } from "@/db/systems/read-systems";
import { recordIn } from "@/lib/changes/record-number";
import { offeredSystems } from "@/lib/systems/offered-systems";
import { coversSystem, liveOf } from "../live-entries";
import { loadNewForm, type NewQuery } from "../load-new-form";

export const path = "/changes/new/normal";

export async function loadNewNormal({ query, person }: Asked<object, NewQuery>) {
  return loadNewForm({ path, step: "draft", query, person }, async (kept) => {
    const [systems, entries, follows] = await Promise.all([readSystems(), readEntries(), followedIn(query, kept)]);
    const routine = liveOf(entries, "routine");
    const asked = String(kept?.typed.entry ?? query.entry ?? "");
    const entry = routine.find(({ id }) => String(id) === asked);
    const offered = offeredSystems(systems, {
      client: query.client,
      named: kept?.typed.systems ?? follows?.systems.map((system) => String(system.id)),
    });
    const world = worldOf({
      person,
      blanks: entry?.blanks,
      systems: entry ? systems.filter((system) => coversSystem(entry, system)) : offered.systems,
    });
    return { routine, asked, entry, follows, offered, world, kept };
  });
}

/** From the draft, else from the address. */
async function followedIn({ follows }: NewQuery, kept: Kept | null): Promise<ChangeRecord | null> {
  const number = kept?.typed.follows ? `CHG-${kept.typed.follows}` : String(follows ?? "");
  const id = recordIn(number, "CHG");
  return id === null ? null : readChange(id);
}
