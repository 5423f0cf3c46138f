import type { Loaded } from "@/app/_document/document";
import { ClientPicker } from "@/app/_record/client-picker";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import type { ChangeRecord } from "@/db/changes/read-change";
import { nextAfterDraft } from "@/lib/form/next-after-draft";
import { EntryChoice } from "../entry-choice";
import { fixedByEntry } from "../entry-scope";
import { EntryText } from "../entry-text";
import { FollowsNotice } from "../follows-notice";
import { copiedValues } from "../load-new-form";
import { type loadNewNormal, path } from "./load";

type Props = NonNullable<Loaded<typeof loadNewNormal>["form"]>;

export const NormalForm = ({ routine, entryId, entry, follows, copied, offered, formOptions, formDraft }: Props) => (
  <div className="grid gap-8">
    {follows ? <FollowsNotice change={follows} /> : null}
    {entry ? (
      <EntryText entry={entry} back={follows ? `${path}?follows=${follows.number}` : path} />
    ) : (
      <EntryChoice path={path} heading="Routine change?" entries={routine} follows={follows?.number} isClosed />
    )}
    {entry ? null : (
      <ClientPicker
        path={path}
        systemOptions={offered}
        hiddenFields={{ follows: follows?.number, copy: copied?.number }}
      />
    )}
    <StepFormWithDraft
      step="draft"
      next={nextAfterDraft("normal")}
      recordType="change"
      type="normal"
      options={formOptions}
      formDraft={formDraft}
      values={{ ...copiedValues(copied), entry: entryId, ...(follows && followUpDefaults(follows)) }}
      omittedFields={["type", ...(follows ? [] : ["follows"]), ...(entry ? fixedByEntry : ["entry", "entryValues"])]}
    >
      <input type="hidden" name="type" value="normal" />
    </StepFormWithDraft>
  </div>
);

/** A follow-up change concerns the same systems. */
const followUpDefaults = ({ id, systems }: ChangeRecord) => ({
  follows: String(id),
  systems: systems.map((system) => String(system.id)),
});
