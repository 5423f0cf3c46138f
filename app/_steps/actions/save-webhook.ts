import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { correction } from "@/app/_steps/decide";
import { postStep } from "@/app/_steps/post-step";
import type { PostedForm, PostOutcome } from "@/app/_steps/posted-form";
import { resolveHost } from "@/db/webhooks/resolve-host";
import { newSigningKey } from "@/db/webhooks/signing-key";
import { isSigningKey, storeWebhookSecret } from "@/db/webhooks/store-secret";
import { firstValueOf } from "@/lib/form/form-values";
import { addressRefusal } from "@/lib/webhooks/address/address-networks";
import { routingKeyProblem, webhookAddressProblem, webhookOrigin } from "@/lib/webhooks/address/webhook-address";
import { makeSecret } from "./make-secret";

/** Adds or amends a webhook: its address is judged and stored apart first, and the step says its host alone. */
export async function saveWebhook(sent: PostedForm, person: SessionUser): Promise<PostOutcome> {
  const address = firstValueOf(sent.typed.address).trim();
  // What is missing or no address at all is said with all else that is wrong with the form.
  if (address === "" || webhookAddressProblem(address)) return postStep(sent, person);
  const refusal = routingKeyProblem(address, firstValueOf(sent.typed.template)) ?? (await refusalOf(address));
  if (refusal) return { back: correction({ address: refusal }) };
  const serverFields = { addressHash: await storeWebhookSecret(person.token, address) };
  const typed = { ...sent.typed, address: webhookOrigin(address) };
  if (sent.formMetadata.step === "amend_webhook") return postStep(sent, person, { serverFields, typed });
  return signingKey({ serverFields, stepFields: () => typed })(sent, person);
}

/** Rotates the signing key of a webhook. */
export const rotateWebhook = (sent: PostedForm, person: SessionUser): Promise<PostOutcome> =>
  signingKey({})(sent, person);

const signingKey = (options: Partial<Parameters<typeof makeSecret>[0]>) =>
  makeSecret({
    field: "signingKey",
    newSecret: newSigningKey,
    store: storeWebhookSecret,
    exists: (_key, hash) => isSigningKey(hash),
    display: (key) => key,
    duplicateMessage:
      "You sent this form twice. It counted once, and its signing key was shown the first time. If you did not see the key, rotate it.",
    ...options,
  });

/** Only what this process finds is judged here: the worker judges what it finds itself at each message. */
async function refusalOf(address: string): Promise<string | null> {
  const { protocol, hostname } = new URL(address);
  const addresses = await resolveHost(hostname);
  return addresses.length === 0 ? null : addressRefusal(protocol, addresses, settings().webhookNetworks);
}
