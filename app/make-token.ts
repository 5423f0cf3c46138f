import { isToken } from "@/db/gate";
import { sha256 } from "@/db/session-of";
import { newToken } from "@/db/session-token";
import { pathOf } from "./envelope";
import type { Outcome, Sent } from "./form-action";
import { keepOnce } from "./kept";
import { postStep } from "./post-step";
import type { Person } from "./session";

/** Makes a token of the gate: the event holds its hash, the page that answers shows it, nothing else knows it. */
export async function makeToken(sent: Sent, person: Person): Promise<Outcome> {
  const secret = newToken();
  const outcome = await postStep(sent, person, { gateToken: sha256(secret).toString("hex") });
  const path = pathOf(sent.envelope);
  if (!("to" in outcome) || outcome.to !== path) return outcome;
  // The same form again got its first answer: the token that it made has another secret.
  if (!(await isToken(secret))) return { back: { sentence: madeBefore, errors: {} } };
  return { to: await keepOnce(person.token, path, secret) };
}

const madeBefore =
  "This form was sent twice and made one token, which was shown the first time. If you did not see it, revoke that token and make another.";
