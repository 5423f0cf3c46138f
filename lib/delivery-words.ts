import { type Alert, asSentence } from "./alert";
import { type NoticeKind, notices } from "./notices";
import type { Channel } from "./record";
import type { Tell } from "./refusals";
import { channelWords } from "./words";

/** Words in which nobody's e-mail address stands. */
export const withoutAddresses = (words: string): string =>
  words.replace(/<?[^\s<>"'(),;:]+@[^\s<>"'(),;:]+>?/g, "(address)");

/** By what something goes, and to whom: "Slack", "E-mail to Operator One". */
export const goesTo = (channel: Channel, to: string | null): string =>
  to === null ? channelWords[channel] : `${channelWords[channel]} to ${to}`;

/** What a notice is called where a step on it is refused. */
export const noticeName = (kind: NoticeKind): string => `The notice “${notices[kind].label}”`;

/** Why the last try failed or why there is none, and when the next one is: a sentence or two, or nothing. */
export function triedWords(
  { status, lastError, nextAttemptAt, attested, isUnderWay }: Alert & { readonly isUnderWay: boolean },
  tell: Tell,
): string {
  const failed = lastError && status !== "delivered" ? [asSentence(lastError)] : [];
  return [...failed, ...nextWords()].join(" ");

  function nextWords(): readonly string[] {
    if (status !== "queued") return [];
    if (attested) return [`Not tried any more: ${attested.by} attested that another channel reached the team.`];
    if (isUnderWay) return ["It is being sent now."];
    return nextAttemptAt ? [`Next try: ${tell(nextAttemptAt)}.`] : [];
  }
}
