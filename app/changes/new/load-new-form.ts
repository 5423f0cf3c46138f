import type { SessionUser } from "@/app/_request/session";
import { type FormDraft, restoreDraft } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { loadHaltSuggestion, type SuggestedHalt } from "@/app/changes/load-halt-suggestion";
import { type ChangeRecord, readChange } from "@/db/changes/read-change";
import { readStaff } from "@/db/people/read-people";
import { changeFields, changeFormValues } from "@/lib/changes/change-fields";
import { parseRecordNumber } from "@/lib/changes/record-number";
import type { FormValues } from "@/lib/form/form-values";
import { whoCanCreateChange } from "@/lib/refusals/who-can-create";
import { canCreateChange } from "@/lib/rules/can-create";
import type { ChangeStep } from "@/lib/rules/rules";

export type NewChangeQuery = {
  kept?: string;
  entry?: string;
  follows?: string;
  copy?: string;
  client?: string | string[];
};

/** What every such page shows around its form. */
export type NewFormPage = {
  readonly formDraft: Awaited<ReturnType<typeof restoreDraft>>;
  readonly halt: SuggestedHalt | null;
  readonly ineligibleMessage: string | null;
};

type NewFormRequest = { path: string; step: ChangeStep; query: NewChangeQuery; person: SessionUser };

/** The form's own data is loaded only for somebody who may create a change. */
export async function loadNewForm<F>(
  { path, step, query, person }: NewFormRequest,
  loadForm: (formDraft: FormDraft | null) => Promise<F>,
): Promise<NewFormPage & { readonly form: F | null }> {
  const formDraft = await restoreDraft(person.token, path, query.kept);
  const isAllowed = canCreateChange(step, toActor(person));
  const [halt, form, staff] = await Promise.all([
    loadHaltSuggestion(formDraft),
    isAllowed ? loadForm(formDraft) : null,
    isAllowed ? [] : readStaff(),
  ]);
  return { formDraft, halt, form, ineligibleMessage: isAllowed ? null : whoCanCreateChange(step, staff) };
}

/** The change whose texts and systems the form begins with: from the address, until the form itself was sent. */
export async function copiedChange(
  { copy }: NewChangeQuery,
  formDraft: FormDraft | null,
): Promise<ChangeRecord | null> {
  return formDraft ? null : changeOfNumber(String(copy ?? ""));
}

/** Null for no number of a change. */
export async function changeOfNumber(number: string): Promise<ChangeRecord | null> {
  const id = parseRecordNumber(number, "CHG");
  return id === null ? null : readChange(id);
}

/** What a copy takes over. People, times and decisions are those of each change. */
export const copiedValues = (change: ChangeRecord | null): FormValues =>
  change ? changeFormValues(change, changeFields) : {};
