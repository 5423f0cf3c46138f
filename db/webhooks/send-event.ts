import { Webhook } from "standardwebhooks";
import { errorReason } from "@/db/notices/error-reason";
import { addressRefusal, type NetworkRules } from "@/lib/webhooks/address/address-networks";
import { type AnswerVerdict, answerExcerpt, judgeAnswer } from "@/lib/webhooks/endpoint-answer";
import { webhookBody } from "@/lib/webhooks/webhook-body";
import type { EventContext } from "@/lib/webhooks/webhook-event";
import { postPinned } from "./post-pinned";
import { type ResolveHost, withoutBrackets } from "./resolve-host";
import type { WebhookMessage } from "./webhook-message";

export type EndpointOptions = EventContext & { readonly networks: NetworkRules; readonly resolve: ResolveHost };

/** How an attempt to send ended. */
export type SendResult = AnswerVerdict & { readonly status: number | null; readonly answer: string | null };

/** Signs a message with every key and posts it to the address, judged at this moment; never throws. */
export async function sendEvent(
  { address, template, keys, event }: WebhookMessage,
  { networks, resolve, ...context }: EndpointOptions,
  signal: AbortSignal,
): Promise<SendResult> {
  if (address === null || keys.length === 0) return unsent("Its address or its signing key is missing.", true);
  const url = new URL(address);
  const addresses = await within(resolve(url.hostname), signal);
  if (addresses === null) return unsent("The endpoint cannot be reached (its name was not found in time).");
  const refusal = addressRefusal(url.protocol, addresses, networks);
  const [first = withoutBrackets(url.hostname)] = addresses;
  if (refusal) return unsent(refusal, addresses.length > 0);
  const body = webhookBody(template, event, { ...context, address });
  const headers = signedHeaders(event.messageId, keys, body);
  try {
    const answer = await postPinned({ url, address: first, headers, body }, signal);
    const secrets = [address, `${url.pathname}${url.search}`, url.hash.slice(1), ...keys, headers["webhook-signature"]];
    const verdict = judgeAnswer(answer, Date.now());
    const words = verdict.isDelivered ? `${url.host}, which answered ${answer.status}` : verdict.words;
    return { ...verdict, words, status: answer.status, answer: answerExcerpt(answer.body, secrets) };
  } catch (error) {
    return unsent(`The endpoint cannot be reached (${errorReason(error)}).`);
  }
}

const unsent = (words: string, needsFix = false): SendResult => ({
  ...{ isDelivered: false, isGone: false, retryAfterSeconds: null, status: null, answer: null },
  words,
  needsFix,
});

/** The headers of Standard Webhooks; receivers compare the time with their own clock, so that it is the machine's. */
function signedHeaders(id: string, keys: readonly string[], body: string) {
  const now = new Date();
  return {
    "content-type": "application/json",
    "user-agent": "Windlass webhooks",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": keys.map((key) => new Webhook(key).sign(id, now, body)).join(" "),
  };
}

/** What a promise resolves to; null where the signal comes first. */
const within = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(null), { once: true });
    promise.then(resolve, () => resolve(null));
  });
