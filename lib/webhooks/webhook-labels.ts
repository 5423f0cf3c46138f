import type { Badge } from "@/lib/looks/badges";
import type { WebhookStatus, WebhookTemplate } from "@/lib/rules/record";

/** The formats of messages as people choose them. */
export const webhookTemplateLabels: Readonly<Record<WebhookTemplate, string>> = {
  standard: "Standard Webhooks (JSON)",
  mattermost: "Mattermost",
  slack: "Slack-compatible chat",
  teams: "Microsoft Teams workflow",
  pagerduty: "PagerDuty change event",
};

type Health = Badge & { readonly label: string };

/** How an endpoint fares, by the attempt that was last. */
export function webhookHealth(status: WebhookStatus, last: { readonly ok: boolean } | null): Health {
  if (status === "disabled") return { tone: "warn", icon: "barred", label: "disabled" };
  if (!last) return { tone: "plain", icon: "sent", label: "nothing sent yet" };
  return last.ok
    ? { tone: "good", icon: "done", label: "delivering" }
    : { tone: "bad", icon: "alert", label: "failing" };
}
