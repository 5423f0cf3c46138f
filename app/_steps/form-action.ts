import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { currentSessionUser, type SessionUser, sessionToken } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { DatabaseError } from "@/db/connection/database-error";
import { formInputsOf } from "@/lib/form/form-inputs";
import { couldEverTake } from "@/lib/rules/can-create";
import { databaseFailureSentence } from "@/lib/web/database-failure";
import { isOriginAllowed } from "@/lib/web/origin";
import { type FormDraft, storeDraft } from "./form-draft";
import { type FormMetadata, formPath, readFormFiles, readFormMetadata, readFormValues } from "./form-metadata";
import { postStep } from "./post-step";
import type { PostedForm, PostOutcome } from "./posted-form";
import { toActor } from "./record-state";
import { saveForSignIn, toFormDraft } from "./to-form-draft";
import { resolveTypedSystems } from "./typed-systems";

export type StepHandler = (sent: PostedForm, person: SessionUser) => Promise<PostOutcome>;

/**
 * Every server action goes through here: it checks the origin, the session and the roles, parses, performs, and refuses with
 * a message. What was typed is saved when the step is not performed, also when the session expired.
 */
export const formAction =
  (handle: StepHandler) =>
  async (form: FormData): Promise<void> => {
    if (!isOriginAllowed(await headers(), settings().allowedOrigins)) notFound();
    redirect((await postForm(form, handle)) ?? notFound());
  };

/** The same for a form of which the origin was checked: where its person goes next, or null for no form of ours. */
export async function postForm(form: FormData, handle: StepHandler): Promise<string | null> {
  const formMetadata = readFormMetadata(form);
  if (!formMetadata) return null;
  return destinationOf(formMetadata, form, handle).catch((error: unknown) =>
    recoverFrom(error, readPostedForm(formMetadata, form)),
  );
}

async function destinationOf(formMetadata: FormMetadata, form: FormData, handle: StepHandler): Promise<string> {
  const person = await currentSessionUser();
  if (!person) return saveForSignIn(readPostedForm(formMetadata, form), await sessionToken());
  // The fields of somebody who can never take this step are neither read nor saved.
  const mayTake = couldEverTake(formMetadata.subject, formMetadata.step, toActor(person));
  const sent = mayTake ? readPostedForm(formMetadata, form) : { formMetadata, typed: {}, files: [] };
  if (mayTake && form.has("more")) return storeDraft(person.token, formPath(formMetadata), withRequestedRows(sent));
  const outcome = await (mayTake ? handleResolved(handle) : postStep)(sent, person);
  return "to" in outcome
    ? outcome.to
    : storeDraft(person.token, formPath(formMetadata), toFormDraft(sent, outcome.back));
}

const readPostedForm = (formMetadata: FormMetadata, form: FormData): PostedForm => ({
  formMetadata,
  typed: readFormValues(form),
  files: readFormFiles(form),
});

const handleResolved =
  (handle: StepHandler): StepHandler =>
  async (sent, person) => {
    const resolved = await resolveTypedSystems(sent);
    return "back" in resolved ? resolved : handle(resolved.sent, person);
  };

/** The form returns with its own idempotency key, so that nothing is lost and nothing is done twice. */
async function recoverFrom(error: unknown, sent: PostedForm): Promise<string> {
  const token = await sessionToken();
  if (!(error instanceof DatabaseError) || !token) throw error;
  console.error("A form action failed:", error);
  const { key, seq } = sent.formMetadata;
  const back = { sentence: databaseFailureSentence(error.code), errors: {}, again: { key, seq } };
  return storeDraft(token, formPath(sent.formMetadata), toFormDraft(sent, back));
}

/** A form with findings gets one more empty row; its page shows what else was asked for. */
function withRequestedRows({ formMetadata, typed, files = [] }: PostedForm): FormDraft {
  const { subject: kind, step } = formMetadata;
  const listsFindings = formInputsOf({ recordType: kind, step, type: formMetadata.type ?? "" }).some(
    ({ field }) => field === "findings",
  );
  const values = listsFindings ? { ...typed, findings: [...[typed.findings ?? ""].flat(), ""] } : typed;
  return toFormDraft({ formMetadata, typed: values, files }, { sentence: "", errors: {} });
}
