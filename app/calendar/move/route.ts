import { headers } from "next/headers";
import { handler } from "@/app/_request/handler";
import { readForm } from "@/app/_request/read-form";
import { currentPerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { envelopeOf, typedOf } from "@/app/_steps/envelope";
import { postStep } from "@/app/_steps/post-step";
import { asJudged } from "@/app/_steps/subject-of";
import { DatabaseError } from "@/db/connection/database-error";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { mayEver } from "@/lib/rules/may-make";
import { troubleSentence } from "@/lib/web/database-trouble";
import { originAllowed } from "@/lib/web/origin";

const longest = 16_384;

/**
 * Moves a window that was dragged: the step `reschedule`, judged, performed and refused as on the change's own page.
 * Responds with JSON: `{ok, sentence, clause?}`.
 */
export const POST = handler(answerPost);

async function answerPost(request: Request): Promise<Response> {
  return move(request).catch((error: unknown) => {
    if (!(error instanceof DatabaseError)) throw error;
    console.error("A window could not be moved:", error);
    return told(503, troubleSentence(error.code));
  });
}

async function move(request: Request): Promise<Response> {
  if (!originAllowed(await headers(), settings().allowedOrigins))
    return told(403, "Windows can be moved only from a Windlass page.");
  if (Number(request.headers.get("content-length") ?? longest + 1) > longest)
    return told(413, "This form is too long to move a window.");
  const person = await currentPerson();
  if (!person) return told(401, refusalSentence("not_signed_in"));
  const form = await readForm(request);
  const envelope = form && envelopeOf(form);
  if (!form || !envelope || envelope.step !== "reschedule" || envelope.subject !== "change" || !envelope.id)
    return told(400, "This form does not move a window.");
  // The fields of somebody who can never take this step are not read.
  const may = mayEver(envelope.subject, envelope.step, asJudged(person));
  const outcome = await postStep({ envelope, typed: may ? typedOf(form) : {} }, person);
  if ("to" in outcome)
    return outcome.to.startsWith("/sign-in")
      ? told(401, refusalSentence("not_signed_in"))
      : Response.json({ ok: true, sentence: `CHG-${envelope.id} has its new window.` });
  const { sentence, errors, clause } = outcome.back;
  return Response.json(
    { ok: false, sentence: Object.values(errors)[0] ?? sentence, ...(clause && { clause }) },
    { status: 409 },
  );
}

const told = (status: number, sentence: string) => Response.json({ ok: false, sentence }, { status });
