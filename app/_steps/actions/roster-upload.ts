import type { SessionUser } from "@/app/_request/session";
import { type FormDraft, restoreDraft, storeDraft, uploadExpired } from "@/app/_steps/form-draft";
import type { FormValues } from "@/lib/form/form-values";
import type { RosterFile } from "@/lib/on-call/roster-file/collect-turns";
import { uploadedRosterSchema } from "@/lib/on-call/roster-file/uploaded-roster";
import type { ShiftsResult } from "@/lib/on-call/rotation";
import type { Shift } from "@/lib/on-call/shifts";
import type { Tier } from "@/lib/rules/record";
import type { Encoding } from "@/lib/text/decode-text";
import { lastValue } from "./shift-inputs";

/** The shifts of an uploaded file, saved for its person until they are placed. */
export type RosterUpload = RosterFile & { readonly title: string; readonly tier: Tier; readonly encoding: Encoding };

export const onCallPath = "/on-call";
/** The choice that leaves out a person who is no colleague. */
export const leftOutValue = "0";

/** Returns the path of the preview. */
export const saveRosterUpload = (token: string, file: RosterUpload): Promise<string> =>
  storeDraft(token, onCallPath, { ...emptyDraft, typed: { how: "import", read: JSON.stringify(file) } });

/** Saves why a file could not be read; returns the path of the page that says so. */
export const saveRosterUploadError = (token: string, sentence: string, tier: string): Promise<string> =>
  storeDraft(token, onCallPath, { ...emptyDraft, typed: { how: "import", tier }, errors: { file: sentence } });

const emptyDraft = { step: "place_shifts", errors: {}, sentence: "" };

/** The uploaded file that the draft previews or refers to; null when there is none or a day has passed. */
export async function loadRosterUpload(
  formDraft: FormDraft | null,
  id: string,
  person: SessionUser,
): Promise<{ id: string; file: RosterUpload } | null> {
  if (formDraft?.typed.read) return parseUpload(id, lastValue(formDraft.typed.read));
  const about = lastValue(formDraft?.typed.file);
  const uploadDraft = about ? await restoreDraft(person.token, onCallPath, about) : null;
  return uploadDraft?.typed.read ? parseUpload(about, lastValue(uploadDraft.typed.read)) : null;
}

/** The shifts of the uploaded file with the chosen person for each of its names, or the errors. */
export async function shiftsFromUpload(typed: FormValues, person: SessionUser): Promise<ShiftsResult> {
  const formDraft = await restoreDraft(person.token, onCallPath, lastValue(typed.file));
  const found = await loadRosterUpload(formDraft, lastValue(typed.file), person);
  if (!found) return { ok: false, errors: { file: uploadExpired } };
  const { people, turns, tier } = found.file;
  const personIds = people.map((_, index) => lastValue(typed[`whom${index}`]));
  const missing = personIds.flatMap((id, index) =>
    /^\d{1,15}$/.test(id)
      ? []
      : [[`whom${index}`, `Choose who “${people[index]?.name}” is, or leave their shifts out.`]],
  );
  if (missing.length > 0) return { ok: false, errors: Object.fromEntries(missing) };
  const shifts = turns.flatMap(([index, from, until]): Shift[] =>
    personIds[index] === leftOutValue ? [] : [[Number(personIds[index]), toIso(from), toIso(until), tier]],
  );
  if (shifts.length === 0)
    return { ok: false, errors: { file: "You left everyone in the file out, so there are no shifts to place." } };
  return { ok: true, shifts };
}

function parseUpload(id: string, text: string): { id: string; file: RosterUpload } | null {
  try {
    return { id, file: uploadedRosterSchema.parse(JSON.parse(text)) };
  } catch {
    return null;
  }
}

const toIso = (at: number) => new Date(at).toISOString();
