import { titled } from "@/app/_request/page-title";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { readEntries } from "@/db/catalogue/read-entries";
import { readSystems } from "@/db/systems/read-systems";
import { EntryChoice } from "../entry-choice";
import { EntryText } from "../entry-text";
import { coversSystem, fixedByEntry, liveOf } from "../live-entries";
import { NewForm, type Search } from "../new-form";

export const generateMetadata = titled("New standard change");

export default async function NewStandardPage({ searchParams }: { searchParams: Search }) {
  return (
    <NewForm
      path="/changes/new/standard"
      step="draft"
      clause="standard"
      title="New standard change"
      lead="A pre-approved, low-risk, routine change. Its catalogue entry says what is done, how it is undone and how it is checked."
      search={searchParams}
    >
      {async (person, kept) => {
        const [systems, entries] = await Promise.all([readSystems(), readEntries()]);
        const asked = String(kept?.typed.entry ?? (await searchParams).entry ?? "");
        const entry = liveOf(entries, "standard").find(({ id }) => String(id) === asked);
        if (!entry)
          return (
            <EntryChoice
              path="/changes/new/standard"
              heading="Which entry of the catalogue is it?"
              entries={liveOf(entries, "standard")}
            />
          );
        const world = worldOf({
          person,
          blanks: entry.blanks,
          systems: systems.filter((system) => coversSystem(entry, system)),
        });
        return (
          <div className="grid gap-8">
            <EntryText entry={entry} back="/changes/new/standard" />
            <FormOf
              step="draft"
              subject="change"
              type="standard"
              world={world}
              kept={kept}
              values={{ entry: asked, title: entry.title }}
              without={["type", ...fixedByEntry]}
            >
              <input type="hidden" name="type" value="standard" />
            </FormOf>
          </div>
        );
      }}
    </NewForm>
  );
}
