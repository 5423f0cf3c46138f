import type { Person } from "@/app/_request/session";
import { pathOf } from "@/app/_steps/envelope";
import { keepOnce } from "@/app/_steps/kept";
import { postStep } from "@/app/_steps/post-step";
import type { Outcome, Sent } from "@/app/_steps/sent";
import { sha256 } from "@/db/connection/sha256";
import { newToken } from "@/db/people/session-token";
import type { Field } from "@/lib/rules/fields";

type Secret = {
  /** The field of the event that holds its hash. */
  readonly field: Field;
  /** Whether the step made what this secret opens. */
  readonly opens: (secret: string) => Promise<boolean>;
  /** What is shown once. */
  readonly shown: (secret: string) => string;
  /** What is said where the same form was sent twice. */
  readonly madeBefore: string;
};

/** Takes a step that makes a secret: the event holds its hash, the page that answers shows it, nothing else knows it. */
export const makeSecret =
  ({ field, opens, shown, madeBefore }: Secret) =>
  async (sent: Sent, person: Person): Promise<Outcome> => {
    const secret = newToken();
    const outcome = await postStep(sent, person, { made: { [field]: sha256(secret).toString("hex") } });
    const path = pathOf(sent.envelope);
    if (!("to" in outcome) || outcome.to !== path) return outcome;
    // The same form again got its first answer: what it made has another secret.
    if (!(await opens(secret))) return { back: { sentence: madeBefore, errors: {} } };
    return { to: await keepOnce(person.token, path, shown(secret)) };
  };
