import { retryAfter } from "@/lib/notices/retries";
import { oneLine } from "@/lib/text/plain-text";
import type { Answer } from "./asked-fetch";
import { reasonOf } from "./reason-of";
import { type NotSent, notLikeThis, notNow } from "./sender";

/** Error codes of Slack's API that are temporary. */
const passing = [
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "ratelimited",
  "rate_limited",
  "team_added_to_org",
];

type Failure = {
  readonly answer: Answer | null;
  /** The error text of the response, where known. */
  readonly said: string;
  readonly error: unknown;
  /** The setting to check. */
  readonly setting: string;
};

/** Why Slack did not accept a message, and when to retry. */
export function refusalBySlack({ answer, said, error, setting }: Failure): NotSent {
  if (!answer) return notNow(`Slack cannot be reached (${reasonOf(error)}).`);
  const { status } = answer;
  const words = `Slack answered ${status}${said ? ` (${oneLine(said, 100)})` : ""}`;
  if (status === 429) return notNow(`${words}: too many messages.`, retryAfter(answer.retryAfter, Date.now()));
  if (status >= 500 || status === 408 || passing.includes(said))
    return notNow(`${words}.`, retryAfter(answer.retryAfter, Date.now()));
  return notLikeThis(`${words}: check ${setting}.`);
}
