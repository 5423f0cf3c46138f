import type { Person } from "@/app/_request/session";
import { pathOf } from "@/app/_steps/envelope";
import { keepOnce } from "@/app/_steps/kept";
import { postStep } from "@/app/_steps/post-step";
import type { Outcome, Sent } from "@/app/_steps/sent";
import { sha256 } from "@/db/connection/sha256";
import { newToken } from "@/db/people/session-token";
import type { Field } from "@/lib/rules/fields";

type Secret = {
  /** The event field that stores the hash. */
  readonly field: Field;
  /** Whether the step stored this secret. */
  readonly opens: (secret: string) => Promise<boolean>;
  /** The text that is shown once. */
  readonly shown: (secret: string) => string;
  /** The message for a form that was sent twice. */
  readonly madeBefore: string;
};

/** The event stores the hash, the next page shows the secret once, and nothing else knows it. */
export const makeSecret =
  ({ field, opens, shown, madeBefore }: Secret) =>
  async (sent: Sent, person: Person): Promise<Outcome> => {
    const secret = newToken();
    const outcome = await postStep(sent, person, { made: { [field]: sha256(secret).toString("hex") } });
    const path = pathOf(sent.envelope);
    if (!("to" in outcome) || outcome.to !== path) return outcome;
    // A repeated form got its first response, so that this secret was never stored.
    if (!(await opens(secret))) return { back: { sentence: madeBefore, errors: {} } };
    return { to: await keepOnce(person.token, path, shown(secret)) };
  };
