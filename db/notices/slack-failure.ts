import { parseRetryAfter } from "@/lib/notices/retry-delay";
import { toOneLine } from "@/lib/text/plain-text";
import { errorReason } from "./error-reason";
import { type FailedAttempt, failTemporarily, failUntilFixed } from "./sender";
import type { ResponseSummary } from "./single-origin-fetch";

/** Error codes of Slack's API that are temporary. */
const temporaryErrors = [
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "ratelimited",
  "rate_limited",
  "team_added_to_org",
];

type SlackError = {
  readonly answer: ResponseSummary | null;
  /** The error text of the response, where known. */
  readonly errorText: string;
  readonly error: unknown;
  /** The setting to check. */
  readonly setting: string;
};

/** Why Slack did not accept a message, and when to retry. */
export function slackFailure({ answer, errorText, error, setting }: SlackError): FailedAttempt {
  if (!answer) return failTemporarily(`Slack cannot be reached (${errorReason(error)}).`);
  const { status } = answer;
  const reason = `Slack answered ${status}${errorText ? ` (${toOneLine(errorText, 100)})` : ""}`;
  if (status === 429)
    return failTemporarily(`${reason}: too many messages.`, parseRetryAfter(answer.retryAfter, Date.now()));
  if (status >= 500 || status === 408 || temporaryErrors.includes(errorText))
    return failTemporarily(`${reason}.`, parseRetryAfter(answer.retryAfter, Date.now()));
  return failUntilFixed(`${reason}: check ${setting}.`);
}
