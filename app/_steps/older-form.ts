import { signedIn } from "@/db/people/session";
import { mayEver } from "@/lib/rules/may-make";
import { envelopeOf, pathOf, typedOf } from "./envelope";
import { keep } from "./kept";
import { keptOf, signInWith } from "./kept-form";
import { asJudged } from "./subject-of";

const sentence =
  "Windlass was updated after you opened this form, so nothing was saved. What you typed is still here: check the form and send it again.";

/**
 * Saves what was typed into a form of another build and performs nothing; returns the path of the current form, filled with
 * it, or null where no such form exists any more.
 */
export async function keepOlderForm(form: FormData, token: string | null): Promise<string | null> {
  const envelope = envelopeOf(form);
  if (!envelope) return null;
  const person = token ? await signedIn(token) : null;
  if (!token || !person) return signInWith({ envelope, typed: typedOf(form) }, token);
  if (!mayEver(envelope.subject, envelope.step, asJudged({ ...person, token }))) return pathOf(envelope);
  const back = { sentence, errors: {} };
  return keep(token, pathOf(envelope), keptOf({ envelope, typed: typedOf(form) }, back));
}
