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
import { type FormMetadata, formPath, readFormMetadata, readFormValues } from "./form-metadata";
import { postStep } from "./post-step";
import type { PostedForm, PostOutcome } from "./posted-form";
import { toActor } from "./record-state";
import { saveForSignIn, toFormDraft } from "./to-form-draft";

type StepHandler = (sent: PostedForm, person: SessionUser) => Promise<PostOutcome>;

/**
 * Every server action goes through here: it checks the origin, the session and the roles, parses, performs, and refuses with
 * a message. What was typed is saved when the step is not performed, also when the session expired.
 */
export const formAction =
  (handle: StepHandler) =>
  async (form: FormData): Promise<void> => {
    if (!isOriginAllowed(await headers(), settings().allowedOrigins)) notFound();
    const formMetadata = readFormMetadata(form);
    if (!formMetadata) notFound();
    const recover = (error: unknown) => recoverFrom(error, { formMetadata, typed: readFormValues(form) });
    redirect(await destinationOf(formMetadata, form, handle).catch(recover));
  };

async function destinationOf(formMetadata: FormMetadata, form: FormData, handle: StepHandler): Promise<string> {
  const person = await currentSessionUser();
  if (!person) return saveForSignIn({ formMetadata, typed: readFormValues(form) }, await sessionToken());
  // The fields of somebody who can never take this step are neither read nor saved.
  const mayTake = couldEverTake(formMetadata.subject, formMetadata.step, toActor(person));
  const sent = { formMetadata, typed: mayTake ? readFormValues(form) : {} };
  if (mayTake && form.has("more")) return storeDraft(person.token, formPath(formMetadata), withRequestedRows(sent));
  const outcome = await (mayTake ? handle : postStep)(sent, person);
  return "to" in outcome
    ? outcome.to
    : storeDraft(person.token, formPath(formMetadata), toFormDraft(sent, outcome.back));
}

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
function withRequestedRows({ formMetadata, typed }: PostedForm): FormDraft {
  const { subject: kind, step } = formMetadata;
  const listsFindings = formInputsOf({ recordType: kind, step, type: formMetadata.type ?? "" }).some(
    ({ field }) => field === "findings",
  );
  const values = listsFindings ? { ...typed, findings: [...[typed.findings ?? ""].flat(), ""] } : typed;
  return toFormDraft({ formMetadata, typed: values }, { sentence: "", errors: {} });
}
