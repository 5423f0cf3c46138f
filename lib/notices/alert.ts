import type { DeliveryStatus } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import type { Tell } from "@/lib/text/fill-in";
import { type ChannelNow, channelHealth } from "./channel-words";

/** The Slack alert of a failure as far as it got. Instants are ISO texts in UTC. */
export type Alert = {
  readonly id: number;
  readonly status: DeliveryStatus;
  readonly queuedAt: string;
  readonly deliveredAt: string | null;
  readonly sentTo: string | null;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly nextAttemptAt: string | null;
  /** Who attested that the team was told another way, when, and how; the words are null once they were redacted. */
  readonly attested: { readonly by: string; readonly at: string; readonly channel: string | null } | null;
};

type AlertState = "delivered" | "attested" | "given_up" | "unconfigured" | "away" | "waiting";

/** How far the alert of a failure got (Failed: alert the team in Slack). */
export function alertState(alert: Alert, slack: ChannelNow): AlertState {
  if (alert.deliveredAt) return "delivered";
  if (alert.attested) return "attested";
  if (alert.status !== "queued") return "given_up";
  const health = channelHealth(slack);
  return health === "working" ? "waiting" : health;
}

/** The offered steps, without the one that speaks for Slack once Slack got the alert itself. */
export const stillOffered = <O extends { readonly step: Step }>(offered: readonly O[], alert: Alert | null): O[] =>
  offered.filter(({ step }) => step !== "attest" || !alert?.deliveredAt);

/** What became of the alert, as sentences. */
export function alertWords(alert: Alert, slack: ChannelNow, tell: Tell): string {
  switch (alertState(alert, slack)) {
    case "delivered":
      return `The alert of this failure was delivered to ${alert.sentTo ?? "Slack"}, ${tell(alert.deliveredAt ?? "")}.`;
    case "attested":
      return attestedWords(alert, tell);
    case "given_up":
      return `Windlass tried it ${times(alert.attempts)} and gave up. ${lastError(alert)}${tellYourself}`;
    case "unconfigured":
      return `Slack is not configured; the alert waits until it is. ${tellYourself}`;
    case "away":
      return `Nothing is being sent: ${slack.saidAt ? `the worker that sends it was last heard of ${tell(slack.saidAt)}` : "no worker that sends it runs"}. ${tellYourself}`;
    case "waiting":
      return alert.attempts === 0
        ? `It is queued since ${tell(alert.queuedAt)} and about to be sent. ${tellYourself}`
        : `Windlass tried it ${times(alert.attempts)}. ${lastError(alert)}${nextTry(alert, tell)}${tellYourself}`;
  }
}

const tellYourself =
  "Tell the team yourself now; an operations lead can attest on the incident that another channel reached it.";

const attestedWords = ({ attested }: Alert, tell: Tell): string =>
  `Slack did not get it. ${attested?.by} attested that another channel reached the team${attested?.channel ? ` (${attested.channel})` : ""}, ${tell(attested?.at ?? "")}.`;

const lastError = ({ lastError }: Alert): string => (lastError ? `The last time: ${asSentence(lastError)} ` : "");

const nextTry = ({ nextAttemptAt }: Alert, tell: Tell): string =>
  nextAttemptAt ? `It is tried again ${tell(nextAttemptAt)}. ` : "";

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

/** Words with a full stop at their end. */
export const asSentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
