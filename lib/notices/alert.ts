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
      return `The alert for this failure was delivered to ${alert.sentTo ?? "Slack"}, ${tell(alert.deliveredAt ?? "")}.`;
    case "attested":
      return attestedWords(alert, tell);
    case "given_up":
      return `Windlass tried to send the alert ${times(alert.attempts)} and gave up. ${lastError(alert)}${tellYourself}`;
    case "unconfigured":
      return `Slack is not configured, so the alert waits. ${tellYourself}`;
    case "away":
      return `Nothing is being sent: ${slack.saidAt ? `the notification worker last reported ${tell(slack.saidAt)}` : "the notification worker is not running"}. ${tellYourself}`;
    case "waiting":
      return alert.attempts === 0
        ? `The alert was queued ${tell(alert.queuedAt)} and is about to be sent. ${tellYourself}`
        : `Windlass tried to send the alert ${times(alert.attempts)}. ${lastError(alert)}${nextTry(alert, tell)}${tellYourself}`;
  }
}

const tellYourself =
  "Tell the team yourself now; an operations lead can then confirm on the incident that the team was told another way.";

const attestedWords = ({ attested }: Alert, tell: Tell): string =>
  `Slack did not get the alert. ${attested?.by} confirmed that the team was told another way${attested?.channel ? ` (${attested.channel})` : ""}, ${tell(attested?.at ?? "")}.`;

const lastError = ({ lastError }: Alert): string => (lastError ? `Last error: ${asSentence(lastError)} ` : "");

const nextTry = ({ nextAttemptAt }: Alert, tell: Tell): string =>
  nextAttemptAt ? `Next attempt: ${tell(nextAttemptAt)}. ` : "";

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

/** Words with a full stop at their end. */
export const asSentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
