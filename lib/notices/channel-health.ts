import type { Badge } from "@/lib/looks/badges";
import type { NoticeChannel } from "@/lib/rules/record";

/** Whether a channel can send now; `away`: no worker has reported for five minutes. */
type ChannelHealth = "working" | "away" | "unconfigured";

/** The state of a channel for which no worker has ever reported. */
export const noHeartbeat: ChannelState = { configured: false, destination: null, reportedAt: null, isAway: true };

/** The state of what is configured in the product itself, and sent by every worker. */
export const builtInChannel: ChannelState = { configured: true, destination: null, reportedAt: null, isAway: false };

/** Whether the channel can send now. */
export function channelHealth({ configured, isAway }: ChannelState): ChannelHealth {
  if (!configured) return "unconfigured";
  return isAway ? "away" : "working";
}

export const healthBadges: Record<ChannelHealth, Badge & { readonly label: string }> = {
  working: { tone: "good", icon: "done", label: "configured" },
  away: { tone: "bad", icon: "alert", label: "not reporting" },
  unconfigured: { tone: "warn", icon: "alert", label: "not configured" },
};

/** What to say, and what to set, when a channel is not configured. */
export const howToConfigure: Record<NoticeChannel, string> = {
  slack:
    "Slack is not configured, so alerts for failed changes wait. Set SLACK_WEBHOOK_URL, or SLACK_BOT_TOKEN with SLACK_CHANNEL, and restart Windlass.",
  email: "E-mail is not configured, so none is sent. Set SMTP_URL and MAIL_FROM, and restart Windlass.",
};

/** In one line, which channels are not configured. */
export const unconfiguredSentence = (missing: readonly NoticeChannel[]): string =>
  missing.length > 1
    ? "Slack and e-mail are not configured: no alert is sent."
    : missing.includes("slack")
      ? "Slack is not configured: alerts for failed changes wait."
      : "E-mail is not configured: none is sent.";

/** What a number says that was counted up to `cap`. */
export const formatCappedCount = (count: number, cap: number): string =>
  count >= cap ? `${cap} or more` : String(count);

/** The last report of the workers about a channel: whether it is configured, where it sends to, and when they reported. */
export type ChannelState = {
  readonly configured: boolean;
  readonly destination: string | null;
  readonly reportedAt: string | null;
  /** No worker has reported for five minutes. */
  readonly isAway: boolean;
};
