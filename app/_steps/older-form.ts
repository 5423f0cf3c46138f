import { readSession } from "@/db/people/read-session";
import { couldEverTake } from "@/lib/rules/can-create";
import { storeDraft } from "./form-draft";
import { formPath, readFormFiles, readFormMetadata, readFormValues } from "./form-metadata";
import { toActor } from "./record-state";
import { saveForSignIn, toFormDraft } from "./to-form-draft";

const olderFormMessage =
  "Windlass was updated after you opened this form, so nothing was saved. What you typed is still here: check the form and send it again.";

/**
 * Saves what was typed into a form of another build and performs nothing; returns the path of the current form, filled with
 * it, or null where no such form exists any more.
 */
export async function saveOlderForm(form: FormData, token: string | null): Promise<string | null> {
  const formMetadata = readFormMetadata(form);
  if (!formMetadata) return null;
  const sent = { formMetadata, typed: readFormValues(form), files: readFormFiles(form) };
  const person = token ? await readSession(token) : null;
  if (!token || !person) return saveForSignIn(sent, token);
  if (!couldEverTake(formMetadata.subject, formMetadata.step, toActor(person))) return formPath(formMetadata);
  const back = { sentence: olderFormMessage, errors: {} };
  return storeDraft(token, formPath(formMetadata), toFormDraft(sent, back));
}
