import type { Metadata } from "next";
import { readEntries } from "@/db/read-entries";
import { readSystems } from "@/db/read-systems";
import { FormOf } from "../../../form-of";
import { worldOf } from "../../../world";
import { EntryChoice } from "../entry-choice";
import { EntryText } from "../entry-text";
import { fixedByEntry, liveOf } from "../live-entries";
import { NewForm, type Search } from "../new-form";

export const metadata: Metadata = { title: "New normal change" };

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
        const [systems, entries] = await Promise.all([readSystems(), readEntries()]);
        const routine = liveOf(entries, "routine");
        const asked = String(kept?.typed.entry ?? (await searchParams).entry ?? "");
        const entry = routine.find(({ id }) => String(id) === asked);
        const world = worldOf({
          person,
          blanks: entry?.blanks,
          systems: systems.filter(({ id }) => !entry || entry.systems.some((each) => each.id === id)),
        });
        return (
          <div className="grid gap-8">
            {entry ? (
              <EntryText entry={entry} back="/changes/new/normal" />
            ) : (
              <EntryChoice path="/changes/new/normal" heading="Is it one of the routine changes?" entries={routine} />
            )}
            <FormOf
              step="draft"
              subject="change"
              type="normal"
              world={world}
              kept={kept}
              values={{ entry: asked }}
              without={["type", ...(entry ? fixedByEntry : ["entry", "entryValues"])]}
            >
              <input type="hidden" name="type" value="normal" />
            </FormOf>
          </div>
        );
      }}
    </NewForm>
  );
}
