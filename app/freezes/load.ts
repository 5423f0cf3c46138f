import type { Loaded, PageRequest } from "@/app/_document/document";
import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { type FormDraft, restoreDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { toActor } from "@/app/_steps/record-state";
import { toTextChoice } from "@/app/_steps/redactable-texts";
import { readAffectedChanges } from "@/db/calendar/affected-changes";
import { type FreezeRecord, readFreezes } from "@/db/calendar/read-freezes";
import { readRedactableTexts } from "@/db/changes/read-redactable-texts";
import { readStaff } from "@/db/people/read-people";
import { readSystems } from "@/db/systems/read-systems";
import { previewFreeze } from "@/lib/calendar/freeze-preview";
import { parseChangeFilter } from "@/lib/changes/change-filter";
import { whoCanPlaceFreeze } from "@/lib/refusals/who-can-create";
import { canPlaceFreeze } from "@/lib/rules/can-create";
import { mayLift, mayRedact } from "./freeze";

export type LoadedFreezes = Loaded<typeof loadFreezes>;

export async function loadFreezes({ query, person }: PageRequest<object, { kept?: string; before?: string }>) {
  const { before } = parseChangeFilter(query);
  const mayPlace = canPlaceFreeze(toActor(person));
  const [{ active, past, more, now }, staff, formDraft, systems] = await Promise.all([
    readFreezes(before),
    readStaff(),
    restoreDraft(person.token, "/freezes", query.kept),
    mayPlace ? readSystems() : [],
  ]);
  const redactable = [...active, ...past].filter((each) => mayRedact(each, person)).map(({ id }) => id);
  const preview = mayPlace ? previewIn(formDraft) : null;
  const [texts, affected] = await Promise.all([
    readRedactableTexts("freeze", redactable),
    preview?.ok ? readAffectedChanges(preview.scope, preview.spans) : [],
  ]);
  return {
    ...{ person, before, active, past, more, now, formDraft, preview, affected },
    zone: userZone(person),
    texts: texts.map((text) => ({ of: text.recordId, choice: toTextChoice(person)(text) })),
    formOptions: formOptionsFor({ person, systems }),
    ineligibleMessage: mayPlace ? null : whoCanPlaceFreeze(staff),
    offered: formDraft?.id === undefined ? mayPlace : isOffered(formDraft, active, redactable, person),
  };
}

const previewIn = (formDraft: FormDraft | null) =>
  formDraft?.step === "place_freeze" ? previewFreeze(formDraft.typed, settings().siteTimezone) : null;

/** A draft is shown apart when its freeze is no longer on this page. */
const isOffered = (
  formDraft: FormDraft,
  active: readonly FreezeRecord[],
  redactable: readonly number[],
  person: SessionUser,
) =>
  formDraft.step === "redact"
    ? redactable.some((id) => id === formDraft.id)
    : active.some((each) => each.id === formDraft.id && mayLift(each, person));
