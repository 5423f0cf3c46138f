import type { Badge } from "@/lib/looks/badges";
import type { Channel } from "@/lib/rules/record";

/** Whether a channel can send now; `away`: no worker has reported for five minutes. */
type ChannelHealth = "working" | "away" | "unconfigured";

/** The state of a channel for which no worker has ever reported. */
export const noHeartbeat: ChannelState = { configured: false, leadsTo: null, saidAt: null, isAway: true };

/** What becomes of something that is to be sent by that channel now. */
export function channelHealth({ configured, isAway }: ChannelState): ChannelHealth {
  if (!configured) return "unconfigured";
  return isAway ? "away" : "working";
}

export const healthBadges: Record<ChannelHealth, Badge & { readonly words: string }> = {
  working: { tone: "good", icon: "done", words: "configured" },
  away: { tone: "bad", icon: "alert", words: "not reporting" },
  unconfigured: { tone: "warn", icon: "alert", words: "not configured" },
};

/** What it means that a channel is not configured, and what to set. */
export const howToConfigure: Record<Channel, string> = {
  slack:
    "Slack is not configured, so alerts for failed changes wait. Set SLACK_WEBHOOK_URL, or SLACK_BOT_TOKEN with SLACK_CHANNEL, and restart Windlass.",
  email: "E-mail is not configured, so none is sent. Set SMTP_URL and MAIL_FROM, and restart Windlass.",
};

/** What a number says that was counted up to `most`. */
export const formatCappedCount = (count: number, cap: number): string =>
  count >= cap ? `${cap} or more` : String(count);

/** The last report of the workers about a channel: whether it is configured, where it leads, and when they reported. */
export type ChannelState = {
  readonly configured: boolean;
  readonly leadsTo: string | null;
  readonly saidAt: string | null;
  /** No worker has reported for five minutes. */
  readonly isAway: boolean;
};
