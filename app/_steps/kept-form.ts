import { asksOf } from "@/lib/form/asks";
import { type Envelope, pathOf } from "./envelope";
import { type Kept, keep } from "./kept";
import type { Back, Sent } from "./sent";

/** Keeps what the holder of `token`, whose session ran out, typed; returns the way by which they sign in and find it again. */
export async function signInWith(sent: Sent, token: string | null): Promise<string> {
  const sentence =
    "You were signed out before this arrived, so nothing was done. Here is what you typed: send it again.";
  const back = token
    ? await keep(token, pathOf(sent.envelope), keptOf(sent, { sentence, errors: {} }))
    : pathOf(sent.envelope);
  return `/sign-in?reason=ended&return=${encodeURIComponent(back)}`;
}

/** A form as it is kept, with what was wrong in the order of its fields. */
export const keptOf = ({ envelope, typed }: Sent, back: Back): Kept => ({
  step: envelope.step,
  id: envelope.id,
  typed: { ...typed },
  ...back,
  errors: inFormOrder(envelope, back.errors),
});

/** The errors in the order in which the form asks for what they are about. */
function inFormOrder({ subject: kind, step, type }: Envelope, errors: Back["errors"]): Back["errors"] {
  const asked = asksOf({ kind, step, type: type ?? "" }).map(({ field }): string => field);
  return Object.fromEntries(Object.entries(errors).sort(([one], [other]) => asked.indexOf(one) - asked.indexOf(other)));
}
