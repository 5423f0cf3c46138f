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
 * The only maker of server actions: sent from here, signed in, by somebody whose roles let them, parsed, performed, refused
 * with words. Whatever is not performed is kept for its person, also when their session ran out meanwhile.
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

/** Where the person goes with what they sent. */
async function answerTo(envelope: Envelope, form: FormData, take: Take): Promise<string> {
  const person = await currentPerson();
  if (!person) return signInWith({ envelope, typed: typedOf(form) }, await sessionToken());
  // Nothing is read of what somebody sends who can never take this step, and nothing of it is kept.
  const may = mayEver(envelope.subject, envelope.step, asJudged(person));
  const sent = { envelope, typed: may ? typedOf(form) : {} };
  if (may && form.has("more")) return keep(person.token, pathOf(envelope), asAskedFor(sent));
  const outcome = await (may ? take : postStep)(sent, person);
  return "to" in outcome ? outcome.to : keep(person.token, pathOf(envelope), keptOf(sent, outcome.back));
}

/** A database that failed sends the form back as it was, with the key that it had: nothing of it is lost, or done twice. */
async function backFrom(error: unknown, sent: Sent): Promise<string> {
  const token = await sessionToken();
  if (!(error instanceof DatabaseError) || !token) throw error;
  console.error("A form could not be taken:", error);
  const { key, seq } = sent.envelope;
  const back = { sentence: troubleSentence(error.code), errors: {}, again: { key, seq } };
  return keep(token, pathOf(sent.envelope), keptOf(sent, back));
}

/** The form as it is; where it lists findings, with one more empty one. Its page shows what else it asked for. */
function asAskedFor({ envelope, typed }: Sent): Kept {
  const { subject: kind, step } = envelope;
  const lists = asksOf({ kind, step, type: envelope.type ?? "" }).some(({ field }) => field === "findings");
  const more = lists ? { ...typed, findings: [...[typed.findings ?? ""].flat(), ""] } : typed;
  return keptOf({ envelope, typed: more }, { sentence: "", errors: {} });
}
