import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { readForm, readFormStart } from "@/app/_request/read-form";
import { refusalResponse, seeOther } from "@/app/_request/responses";
import { sessionUserOf } from "@/app/_request/session";
import { takeUploadSlot } from "@/app/_request/upload-slots";
import { takePostedStep } from "@/app/_steps/actions/take-posted-step";
import { postForm } from "@/app/_steps/form-action";
import { toActor } from "@/app/_steps/record-state";
import { uploadRefusals } from "@/lib/attachments/attachment-words";
import { couldEverTake } from "@/lib/rules/can-create";
import { unreadableForm } from "@/lib/web/action-form";
import { bodyTooLarge, maxBodyBytes } from "@/lib/web/refused-request";

export const dynamic = "force-dynamic";

/**
 * A form posted to `/steps` that is longer than one without files (`app/_request/large-forms.ts` leads it here): nothing of it
 * is read before its person and their place among those who send are known. Nobody else costs more than its first part.
 */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest): Promise<Response> {
  const person = await sessionUserOf(request);
  if (!person || !couldEverTake("change", "note", toActor(person))) return take(await readFormStart(request));
  const slot = await takeUploadSlot(person.personId, Number(request.headers.get("content-length")));
  if ("refused" in slot)
    return refusalResponse({
      status: slot.refused === "yours" ? 429 : 503,
      title: "Try again in a minute",
      message: uploadRefusals[slot.refused],
      retryAfterSeconds: 60,
    });
  try {
    const form = await readForm(request);
    return form && typedBytes(form) > maxBodyBytes ? refusalResponse(bodyTooLarge) : await take(form);
  } finally {
    slot.release();
  }
}

async function take(form: FormData | null): Promise<Response> {
  const path = form && (await postForm(form, takePostedStep));
  return path ? seeOther(path) : refusalResponse(unreadableForm);
}

/** Files alone may make a form this long. */
const typedBytes = (form: FormData): number =>
  [...form.values()].reduce((sum, value) => sum + (typeof value === "string" ? Buffer.byteLength(value) : 0), 0);
