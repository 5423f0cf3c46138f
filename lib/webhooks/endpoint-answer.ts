import { parseRetryAfter } from "@/lib/notices/retry-delay";
import { toOneLine } from "@/lib/text/plain-text";

/** What an endpoint answered. */
export type EndpointAnswer = { readonly status: number; readonly retryAfter: string | null; readonly body: string };

/** What becomes of a message after an answer: delivered, tried again, or given up because the endpoint is gone. */
export type AnswerVerdict = {
  readonly isDelivered: boolean;
  /** A sentence without what the endpoint wrote. */
  readonly words: string;
  readonly isGone: boolean;
  /** It would answer the same again until somebody puts it right. */
  readonly needsFix: boolean;
  readonly retryAfterSeconds: number | null;
};

/** How an answer is understood: 2xx is delivered; a redirect is not followed; 410 disables the webhook. `nowMs` in milliseconds. */
export function judgeAnswer({ status, retryAfter }: EndpointAnswer, nowMs: number): AnswerVerdict {
  const words = `The endpoint answered ${status}${remarkOn(status)}.`;
  const isTemporary = status >= 500 || status === 408 || status === 425 || status === 429;
  return {
    isDelivered: status >= 200 && status < 300,
    words,
    isGone: status === 410,
    needsFix: !isTemporary,
    retryAfterSeconds: isTemporary ? parseRetryAfter(retryAfter, nowMs) : null,
  };
}

function remarkOn(status: number): string {
  if (status >= 300 && status < 400) return ", a redirect, which is not followed";
  if (status === 410) return ": it is gone, so the webhook was disabled";
  return status === 429 ? ": too many messages" : "";
}

/** The beginning of what an endpoint wrote, in one line, without the secrets that it was sent. */
export const answerExcerpt = (body: string, secrets: readonly string[]): string =>
  toOneLine(
    secrets.filter((secret) => secret.length > 3).reduce((text, secret) => text.replaceAll(secret, "…"), body),
    200,
  );
