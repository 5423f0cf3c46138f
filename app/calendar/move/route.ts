import { headers } from "next/headers";
import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { readForm } from "@/app/_request/read-form";
import { sessionUserOf } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { readFormMetadata, readFormValues } from "@/app/_steps/form-metadata";
import { postStep } from "@/app/_steps/post-step";
import { toActor } from "@/app/_steps/record-state";
import { DatabaseError } from "@/db/connection/database-error";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { couldEverTake } from "@/lib/rules/can-create";
import { databaseFailureSentence } from "@/lib/web/database-failure";
import { isOriginAllowed } from "@/lib/web/origin";

const maxBytes = 16_384;

/**
 * Moves a window that was dragged: the step `reschedule`, judged, performed and refused as on the change's own page.
 * Responds with JSON: `{ok, sentence, clause?}`.
 */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest): Promise<Response> {
  return moveWindow(request).catch((error: unknown) => {
    if (!(error instanceof DatabaseError)) throw error;
    console.error("A window could not be moved:", error);
    return errorResponse(503, databaseFailureSentence(error.code));
  });
}

async function moveWindow(request: NextRequest): Promise<Response> {
  if (!isOriginAllowed(await headers(), settings().allowedOrigins))
    return errorResponse(403, "Windows can be moved only from a Windlass page.");
  if (Number(request.headers.get("content-length") ?? maxBytes + 1) > maxBytes)
    return errorResponse(413, "This form is too long to move a window.");
  const person = await sessionUserOf(request);
  if (!person) return errorResponse(401, refusalSentence("not_signed_in"));
  const form = await readForm(request);
  const formMetadata = form && readFormMetadata(form);
  if (
    !form ||
    !formMetadata ||
    formMetadata.step !== "reschedule" ||
    formMetadata.subject !== "change" ||
    !formMetadata.id
  )
    return errorResponse(400, "This form does not move a window.");
  // The fields of somebody who can never take this step are not read.
  const mayTake = couldEverTake(formMetadata.subject, formMetadata.step, toActor(person));
  const outcome = await postStep({ formMetadata, typed: mayTake ? readFormValues(form) : {} }, person);
  if ("to" in outcome)
    return outcome.to.startsWith("/sign-in")
      ? errorResponse(401, refusalSentence("not_signed_in"))
      : Response.json({ ok: true, sentence: `CHG-${formMetadata.id} has its new window.` });
  const { sentence, errors, clause } = outcome.back;
  return Response.json(
    { ok: false, sentence: Object.values(errors)[0] ?? sentence, ...(clause && { clause }) },
    { status: 409 },
  );
}

const errorResponse = (status: number, sentence: string) => Response.json({ ok: false, sentence }, { status });
