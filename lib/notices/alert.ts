import type { DeliveryStatus } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import type { FormatTime } from "@/lib/text/fill-placeholders";
import { type ChannelState, channelHealth } from "./channel-health";

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
  /** Who attested that the team was told another way, when, and how; the texts are null once they were redacted. */
  readonly attested: { readonly by: string; readonly at: string; readonly channel: string | null } | null;
};

type AlertState = "delivered" | "attested" | "given_up" | "unconfigured" | "away" | "waiting";

/** How far the alert of a failure got (Failed: alert the team in Slack). */
export function alertState(alert: Alert, slack: ChannelState): AlertState {
  if (alert.deliveredAt) return "delivered";
  if (alert.attested) return "attested";
  if (alert.status !== "queued") return "given_up";
  const health = channelHealth(slack);
  return health === "working" ? "waiting" : health;
}

/** The offered steps, without the one that speaks for Slack once Slack got the alert itself. */
export const withoutNeedlessAttest = <O extends { readonly step: Step }>(
  offers: readonly O[],
  alert: Alert | null,
): O[] => offers.filter(({ step }) => step !== "attest" || !alert?.deliveredAt);

/** What became of the alert, as sentences. */
export function alertSentence(alert: Alert, slack: ChannelState, formatTime: FormatTime): string {
  switch (alertState(alert, slack)) {
    case "delivered":
      return `The alert for this failure was delivered to ${alert.sentTo ?? "Slack"}, ${formatTime(alert.deliveredAt ?? "")}.`;
    case "attested":
      return attestedSentence(alert, formatTime);
    case "given_up":
      return `Windlass tried to send the alert ${formatTimes(alert.attempts)} and gave up. ${lastErrorSentence(alert)}${alertTeamHint}`;
    case "unconfigured":
      return `Slack is not configured, so the alert waits. ${alertTeamHint}`;
    case "away":
      return `Nothing is being sent: ${slack.reportedAt ? `the notification worker last reported ${formatTime(slack.reportedAt)}` : "the notification worker is not running"}. ${alertTeamHint}`;
    case "waiting":
      return alert.attempts === 0
        ? `The alert was queued ${formatTime(alert.queuedAt)} and is about to be sent. ${alertTeamHint}`
        : `Windlass tried to send the alert ${formatTimes(alert.attempts)}. ${lastErrorSentence(alert)}${nextTrySentence(alert, formatTime)}${alertTeamHint}`;
  }
}

const alertTeamHint =
  "Tell the team yourself now; an operations lead can then confirm on the incident that the team was told another way.";

const attestedSentence = ({ attested }: Alert, formatTime: FormatTime): string =>
  `Slack did not get the alert. ${attested?.by} confirmed that the team was told another way${attested?.channel ? ` (${attested.channel})` : ""}, ${formatTime(attested?.at ?? "")}.`;

const lastErrorSentence = ({ lastError }: Alert): string =>
  lastError ? `Last error: ${withFullStop(lastError)} ` : "";

const nextTrySentence = ({ nextAttemptAt }: Alert, formatTime: FormatTime): string =>
  nextAttemptAt ? `Next attempt: ${formatTime(nextAttemptAt)}. ` : "";

const formatTimes = (count: number): string => (count === 1 ? "once" : `${count} times`);

/** Words with a full stop at their end. */
export const withFullStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
