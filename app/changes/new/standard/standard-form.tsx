import type { Loaded } from "@/app/_document/document";
import { FormOf } from "@/app/_steps/panel/form-of";
import { EntryChoice } from "../entry-choice";
import { EntryText } from "../entry-text";
import { fixedByEntry } from "../live-entries";
import { type loadNewStandard, path } from "./load";

type Props = NonNullable<Loaded<typeof loadNewStandard>["form"]>;

export function StandardForm({ entries, chosen, kept }: Props) {
  if (!chosen) return <EntryChoice path={path} heading="Choose a catalogue entry" entries={entries} />;
  const { entry, world } = chosen;
  return (
    <div className="grid gap-8">
      <EntryText entry={entry} back={path} />
      <FormOf
        step="draft"
        subject="change"
        type="standard"
        world={world}
        kept={kept}
        values={{ entry: String(entry.id), title: entry.title }}
        without={["type", ...fixedByEntry]}
      >
        <input type="hidden" name="type" value="standard" />
      </FormOf>
    </div>
  );
}
