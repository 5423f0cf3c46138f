import type { Loaded } from "@/app/_document/document";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { nextAfterDraft } from "@/lib/form/next-after-draft";
import { EntryChoice } from "../entry-choice";
import { fixedByEntry } from "../entry-scope";
import { EntryText } from "../entry-text";
import { copiedValues } from "../load-new-form";
import { type loadNewStandard, path } from "./load";

type Props = NonNullable<Loaded<typeof loadNewStandard>["form"]>;

export function StandardForm({ entries, chosen, copied, formDraft }: Props) {
  if (!chosen) return <EntryChoice path={path} heading="Choose a catalogue entry" entries={entries} />;
  const { entry, formOptions } = chosen;
  return (
    <div className="grid gap-8">
      <EntryText entry={entry} back={path} />
      <StepFormWithDraft
        step="draft"
        next={nextAfterDraft("standard")}
        recordType="change"
        type="standard"
        options={formOptions}
        formDraft={formDraft}
        values={{ title: entry.title, ...copiedValues(copied), entry: String(entry.id) }}
        omittedFields={["type", ...fixedByEntry]}
      >
        <input type="hidden" name="type" value="standard" />
      </StepFormWithDraft>
    </div>
  );
}
