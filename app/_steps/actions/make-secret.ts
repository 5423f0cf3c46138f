import type { SessionUser } from "@/app/_request/session";
import { storeOneTimeSecret } from "@/app/_steps/form-draft";
import { formPath } from "@/app/_steps/form-metadata";
import { postStep } from "@/app/_steps/post-step";
import type { PostedForm, PostOutcome } from "@/app/_steps/posted-form";
import { sha256 } from "@/db/connection/sha256";
import type { FormValues } from "@/lib/form/form-values";
import type { Field } from "@/lib/rules/fields";

type SecretKind = {
  /** The event field that stores the hash. */
  readonly field: Field;
  readonly newSecret: (sent: PostedForm) => string;
  /** Stores the secret for whoever has to know it, and returns its hash; else nothing but the hash is stored. */
  readonly store?: (token: string, secret: string) => Promise<string>;
  /** Whether the step stored this secret. */
  readonly exists: (secret: string, hash: string) => Promise<boolean>;
  /** The text that is shown once. */
  readonly display: (secret: string, typed: FormValues) => string;
  /** The posted fields that are the step's own; the others only serve `display`. */
  readonly stepFields?: (typed: FormValues) => FormValues;
  /** Further fields that only the server sets. */
  readonly serverFields?: Readonly<Record<string, unknown>>;
  /** The message for a form that was sent twice. */
  readonly duplicateMessage: string;
};

/** The event stores the hash, the next page shows the secret once, and nothing else knows it. */
export const makeSecret =
  ({ field, newSecret, store = hashOf, exists, display, stepFields, serverFields, duplicateMessage }: SecretKind) =>
  async (sent: PostedForm, person: SessionUser): Promise<PostOutcome> => {
    const secret = newSecret(sent);
    const hash = await store(person.token, secret);
    const outcome = await postStep(sent, person, {
      serverFields: { ...serverFields, [field]: hash },
      ...(stepFields && { typed: stepFields(sent.typed) }),
    });
    const path = formPath(sent.formMetadata);
    if (!("to" in outcome) || outcome.to !== path) return outcome;
    // A repeated form got its first response, so that this secret was never stored.
    if (!(await exists(secret, hash))) return { back: { sentence: duplicateMessage, errors: {} } };
    return { to: await storeOneTimeSecret(person.token, path, display(secret, sent.typed)) };
  };

const hashOf = async (_token: string, secret: string): Promise<string> => sha256(secret).toString("hex");
