import { retryAfter } from "@/lib/notices/retries";
import { oneLine } from "@/lib/text/plain-text";
import type { Answer } from "./asked-fetch";
import { reasonOf } from "./reason-of";
import { type NotSent, notLikeThis, notNow } from "./sender";

/** What Slack's interface says when it is its own fault, or only for now. */
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
  /** What the answer said, as far as it is known. */
  readonly said: string;
  readonly error: unknown;
  /** Which setting to look at. */
  readonly setting: string;
};

/** Why Slack did not take a message, and what that means for the next try; null when the answer was a good one. */
export function refusalBySlack({ answer, said, error, setting }: Failure): NotSent {
  if (!answer) return notNow(`Slack cannot be reached (${reasonOf(error)}).`);
  const { status } = answer;
  const words = `Slack answered ${status}${said ? ` (${oneLine(said, 100)})` : ""}`;
  if (status === 429) return notNow(`${words}: too many messages.`, retryAfter(answer.retryAfter, Date.now()));
  if (status >= 500 || status === 408 || passing.includes(said))
    return notNow(`${words}.`, retryAfter(answer.retryAfter, Date.now()));
  return notLikeThis(`${words}: look at ${setting}.`);
}
