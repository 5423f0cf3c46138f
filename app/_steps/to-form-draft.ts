import { chooseFilesAgain } from "@/lib/attachments/attachment-words";
import { formInputsOf } from "@/lib/form/form-inputs";
import { endedSessionPath } from "@/lib/web/return-path";
import { type FormDraft, storeDraft } from "./form-draft";
import { type FormMetadata, formPath } from "./form-metadata";
import type { FormCorrection, PostedForm } from "./posted-form";

/** Saves the form of somebody whose session expired; returns the sign-in path that leads back to it. */
export async function saveForSignIn(sent: PostedForm, token: string | null): Promise<string> {
  const sentence = "Your session had expired, so nothing was saved. What you typed is still here: send it again.";
  const back = token
    ? await storeDraft(token, formPath(sent.formMetadata), toFormDraft(sent, { sentence, errors: {} }))
    : formPath(sent.formMetadata);
  return endedSessionPath(back);
}

export function toFormDraft({ formMetadata, typed, files = [] }: PostedForm, correction: FormCorrection): FormDraft {
  const back = files.length > 0 ? askForFilesAgain(correction) : correction;
  return {
    step: formMetadata.step,
    id: formMetadata.id,
    typed: { ...typed },
    ...back,
    errors: errorsInFormOrder(formMetadata, back.errors),
  };
}

/** A browser fills in no files: the form says so, at the field where other fields have errors. */
const askForFilesAgain = (back: FormCorrection): FormCorrection =>
  Object.keys(back.errors).length > 0
    ? { ...back, errors: { attachments: chooseFilesAgain, ...back.errors } }
    : { ...back, sentence: `${back.sentence} ${chooseFilesAgain}`.trim() };

function errorsInFormOrder(
  { subject: kind, step, type }: FormMetadata,
  errors: FormCorrection["errors"],
): FormCorrection["errors"] {
  const fieldOrder = formInputsOf({ recordType: kind, step, type: type ?? "" }).map(({ field }): string => field);
  return Object.fromEntries(
    Object.entries(errors).sort(([one], [other]) => fieldOrder.indexOf(one) - fieldOrder.indexOf(other)),
  );
}
