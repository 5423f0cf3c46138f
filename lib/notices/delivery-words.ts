import type { Channel, NoticeKind } from "@/lib/rules/record";
import { channelWords } from "@/lib/rules/words";
import type { Tell } from "@/lib/text/fill-in";
import { type Alert, asSentence } from "./alert";
import { type ChannelNow, channelHealth } from "./channel-words";
import { notices } from "./notices";

/** By what something goes, and to whom: "Slack", "E-mail to Operator One". */
export const goesTo = (channel: Channel, to: string | null): string =>
  to === null ? channelWords[channel] : `${channelWords[channel]} to ${to}`;

/** What a notice is called where a step on it is refused. */
export const noticeName = (kind: NoticeKind): string => `The notice “${notices[kind].label}”`;

type Waits = Alert & { readonly channel: Channel; readonly isUnderWay: boolean };

/** Why the last try failed or why there is none, and when the next one is: a sentence or two, or nothing. */
export function triedWords(waits: Waits, by: ChannelNow, now: string, tell: Tell): string {
  const failed = waits.lastError && waits.status !== "delivered" ? [asSentence(waits.lastError)] : [];
  const next = waits.status === "queued" ? [nextWords(waits, by, now, tell)] : [];
  return [...failed, ...next].join(" ");
}

function nextWords({ channel, attested, isUnderWay, nextAttemptAt }: Waits, by: ChannelNow, now: string, tell: Tell) {
  if (attested) return `No further attempts: ${attested.by} confirmed that the team was told another way.`;
  if (isUnderWay) return "Being sent now.";
  const health = channelHealth(by);
  if (health === "unconfigured") return `Waiting until ${channelWords[channel]} is configured.`;
  if (health === "away") return "Waiting for the notification worker.";
  return nextAttemptAt && nextAttemptAt > now ? `Next attempt: ${tell(nextAttemptAt)}.` : "About to be sent.";
}
