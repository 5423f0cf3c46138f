import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { currentPerson, type Person, sessionToken } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { DatabaseError } from "@/db/connection/database-error";
import { asksOf } from "@/lib/form/asks";
import { mayEver } from "@/lib/rules/may-make";
import { troubleSentence } from "@/lib/web/database-trouble";
import { originAllowed } from "@/lib/web/origin";
import { type Envelope, envelopeOf, pathOf, typedOf } from "./envelope";
import { type Kept, keep } from "./kept";
import { keptOf, signInWith } from "./kept-form";
import { postStep } from "./post-step";
import type { Outcome, Sent } from "./sent";
import { asJudged } from "./subject-of";

type Take = (sent: Sent, person: Person) => Promise<Outcome>;

/**
 * Every server action goes through here: it checks the origin, the session and the roles, parses, performs, and refuses with
 * a message. What was typed is saved when the step is not performed, also when the session expired.
 */
export const formAction =
  (take: Take) =>
  async (form: FormData): Promise<void> => {
    if (!originAllowed(await headers(), settings().allowedOrigins)) notFound();
    const envelope = envelopeOf(form);
    if (!envelope) notFound();
    const failed = (error: unknown) => backFrom(error, { envelope, typed: typedOf(form) });
    redirect(await answerTo(envelope, form, take).catch(failed));
  };

async function answerTo(envelope: Envelope, form: FormData, take: Take): Promise<string> {
  const person = await currentPerson();
  if (!person) return signInWith({ envelope, typed: typedOf(form) }, await sessionToken());
  // The fields of somebody who can never take this step are neither read nor saved.
  const may = mayEver(envelope.subject, envelope.step, asJudged(person));
  const sent = { envelope, typed: may ? typedOf(form) : {} };
  if (may && form.has("more")) return keep(person.token, pathOf(envelope), asAskedFor(sent));
  const outcome = await (may ? take : postStep)(sent, person);
  return "to" in outcome ? outcome.to : keep(person.token, pathOf(envelope), keptOf(sent, outcome.back));
}

/** The form returns with its own idempotency key, so that nothing is lost and nothing is done twice. */
async function backFrom(error: unknown, sent: Sent): Promise<string> {
  const token = await sessionToken();
  if (!(error instanceof DatabaseError) || !token) throw error;
  console.error("A form could not be taken:", error);
  const { key, seq } = sent.envelope;
  const back = { sentence: troubleSentence(error.code), errors: {}, again: { key, seq } };
  return keep(token, pathOf(sent.envelope), keptOf(sent, back));
}

/** A form with findings gets one more empty row; its page shows what else was asked for. */
function asAskedFor({ envelope, typed }: Sent): Kept {
  const { subject: kind, step } = envelope;
  const lists = asksOf({ kind, step, type: envelope.type ?? "" }).some(({ field }) => field === "findings");
  const more = lists ? { ...typed, findings: [...[typed.findings ?? ""].flat(), ""] } : typed;
  return keptOf({ envelope, typed: more }, { sentence: "", errors: {} });
}
