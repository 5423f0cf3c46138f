import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { readForm } from "@/app/_request/read-form";
import { type SessionUser, sessionUserOf } from "@/app/_request/session";
import { replaceDraft } from "@/app/_steps/form-draft";
import { formPath, readFormMetadata, readFormValues } from "@/app/_steps/form-metadata";
import { toActor } from "@/app/_steps/record-state";
import { toFormDraft } from "@/app/_steps/to-form-draft";
import { isDraftForm } from "@/lib/form/form-inputs";
import { couldEverTake } from "@/lib/rules/can-create";

/** Saves what was typed so far into the form of a draft, sealed and for its person; answers with the address that restores it. */
export const POST = handler(async (request: NextRequest): Promise<Response> => {
  const person = await sessionUserOf(request);
  if (!person) return refuse(401);
  return saveFor(person, await readForm(request));
});

async function saveFor(person: SessionUser, form: FormData | null): Promise<Response> {
  const formMetadata = form && readFormMetadata(form);
  if (!form || !formMetadata || !isDraftForm(formMetadata.step)) return refuse(422);
  if (!couldEverTake(formMetadata.subject, formMetadata.step, toActor(person))) return refuse(403);
  const replaced = String(form.get("kept") ?? "");
  form.delete("kept");
  // With its key and step number, so that it comes back as the very form that it is.
  const again = { key: formMetadata.key, seq: formMetadata.seq };
  const draft = toFormDraft({ formMetadata, typed: readFormValues(form) }, { sentence: "", errors: {}, again });
  return Response.json({ path: await replaceDraft(person.token, formPath(formMetadata), draft, replaced) });
}

// Nobody reads it: the browser tries again.
const refuse = (status: number) => new Response(null, { status });
