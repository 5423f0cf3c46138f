import type { Loaded, PageRequest } from "@/app/_document/document";
import { takePageSlot } from "@/app/_request/page-slot";
import { importPastPath, loadPastUpload, readUpload } from "@/app/_steps/actions/past-upload";
import { type LoadedFormDraft, restoreDraft, uploadExpired } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { readStaff } from "@/db/people/read-people";
import { whoCanImportPast } from "@/lib/refusals/who-can-create";
import { canImportPast } from "@/lib/rules/can-create";
import { timeZoneNames } from "@/lib/time/local-time";

export type LoadedNewImport = Loaded<typeof loadNewImport>;
export type LoadedReading = NonNullable<LoadedNewImport["reading"]>;

/** An uploaded file is read anew for each view: one at a time for a person. */
export async function loadNewImport({ query, person }: PageRequest) {
  if (!canImportPast(toActor(person)))
    return { ineligibleMessage: whoCanImportPast(await readStaff()), formDraft: null, reading: null };
  const draftId = [query.kept].flat()[0] ?? "";
  const formDraft = await restoreDraft(person.token, importPastPath, draftId);
  const found = await loadPastUpload(person.token, formDraft, draftId);
  if (found) await takePageSlot(person.personId);
  const result = found && (await readUpload(found.upload));
  const isGone = draftId !== "" && !result && !formDraft?.errors.file;
  return {
    ineligibleMessage: null,
    formDraft: isGone ? goneDraft(draftId) : formDraft,
    reading: found && result ? { ...found, ...result, zones: timeZoneNames() } : null,
  };
}

const goneDraft = (occasion: string): LoadedFormDraft => ({
  occasion,
  step: "import_past",
  typed: {},
  errors: { file: uploadExpired },
  sentence: "",
});
