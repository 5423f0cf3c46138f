import { OfClients } from "@/app/_record/of-clients";
import { titled } from "@/app/_request/page-title";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { readEntries } from "@/db/catalogue/read-entries";
import type { ChangeRecord } from "@/db/changes/read-change";
import { readSystems } from "@/db/systems/read-systems";
import { offeredSystems } from "@/lib/systems/offered-systems";
import { EntryChoice } from "../entry-choice";
import { EntryText } from "../entry-text";
import { Follows, followedIn } from "../follows";
import { coversSystem, fixedByEntry, liveOf } from "../live-entries";
import { NewForm, type Search } from "../new-form";

export const generateMetadata = titled("New normal change");

export default async function NewNormalPage({ searchParams }: { searchParams: Search }) {
  return (
    <NewForm
      path="/changes/new/normal"
      step="draft"
      clause="normal"
      title="New normal change"
      lead="A change with meaningful impact. A second person reviews it, and another approves it, before it is scheduled."
      search={searchParams}
    >
      {async (person, kept) => {
        const query = await searchParams;
        const [systems, entries, follows] = await Promise.all([readSystems(), readEntries(), followedIn(query, kept)]);
        const routine = liveOf(entries, "routine");
        const asked = String(kept?.typed.entry ?? query.entry ?? "");
        const path = follows ? `/changes/new/normal?follows=${follows.number}` : "/changes/new/normal";
        const entry = routine.find(({ id }) => String(id) === asked);
        const offered = offeredSystems(systems, {
          client: query.client,
          named: kept?.typed.systems ?? follows?.systems.map((system) => String(system.id)),
        });
        const world = worldOf({
          person,
          blanks: entry?.blanks,
          systems: (entry ? systems : offered.systems).filter((system) => !entry || coversSystem(entry, system)),
        });
        return (
          <div className="grid gap-8">
            {follows ? <Follows change={follows} /> : null}
            {entry ? (
              <EntryText entry={entry} back={path} />
            ) : (
              <EntryChoice
                path="/changes/new/normal"
                heading="Is it one of the routine changes?"
                entries={routine}
                follows={follows?.number}
              />
            )}
            {entry ? null : (
              <OfClients path="/changes/new/normal" offered={offered} keeps={{ follows: follows?.number }} />
            )}
            <FormOf
              step="draft"
              subject="change"
              type="normal"
              world={world}
              kept={kept}
              values={{ entry: asked, ...(follows && startOf(follows)) }}
              without={["type", ...(follows ? [] : ["follows"]), ...(entry ? fixedByEntry : ["entry", "entryValues"])]}
            >
              <input type="hidden" name="type" value="normal" />
            </FormOf>
          </div>
        );
      }}
    </NewForm>
  );
}

/** What a change starts with that follows another: it is about the same systems. */
const startOf = ({ id, systems }: ChangeRecord) => ({
  follows: String(id),
  systems: systems.map((system) => String(system.id)),
});
