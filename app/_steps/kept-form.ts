import { asksOf } from "@/lib/form/asks";
import { type Envelope, pathOf } from "./envelope";
import { type Kept, keep } from "./kept";
import type { Back, Sent } from "./sent";

/** Saves the form of somebody whose session expired; returns the sign-in path that leads back to it. */
export async function signInWith(sent: Sent, token: string | null): Promise<string> {
  const sentence = "Your session had expired, so nothing was saved. What you typed is still here: send it again.";
  const back = token
    ? await keep(token, pathOf(sent.envelope), keptOf(sent, { sentence, errors: {} }))
    : pathOf(sent.envelope);
  return `/sign-in?reason=ended&return=${encodeURIComponent(back)}`;
}

export const keptOf = ({ envelope, typed }: Sent, back: Back): Kept => ({
  step: envelope.step,
  id: envelope.id,
  typed: { ...typed },
  ...back,
  errors: inFormOrder(envelope, back.errors),
});

function inFormOrder({ subject: kind, step, type }: Envelope, errors: Back["errors"]): Back["errors"] {
  const asked = asksOf({ kind, step, type: type ?? "" }).map(({ field }): string => field);
  return Object.fromEntries(Object.entries(errors).sort(([one], [other]) => asked.indexOf(one) - asked.indexOf(other)));
}
