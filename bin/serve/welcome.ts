import { demoAccounts } from "@/lib/people/demo-accounts";
import { rolesFromClaims } from "@/lib/people/group-roles";
import { roleLabels } from "@/lib/rules/labels";
import type { Settings } from "@/lib/settings/settings";

export function printWelcome(settings: Settings, hasDemoAccounts: boolean): void {
  console.log(`\nWindlass is ready at ${settings.appUrl}${settings.kind === "demo" ? " (demonstration data)" : ""}`);
  console.log(channelLines(settings).join("\n"));
  if (hasDemoAccounts) console.log(accountLines(settings).join("\n"));
  console.log("Stop it with Ctrl-C.\n");
}

/** The configured channels, and what waits without them. */
export function channelLines({ notices: { slack, email } }: Settings): string[] {
  const bySlack = slack?.by === "bot" ? `by a bot in ${slack.channel}` : slack && "by a webhook";
  return [
    bySlack
      ? `Slack messages are sent ${bySlack}.`
      : "Slack is not configured, so alerts for failed changes wait. Set SLACK_WEBHOOK_URL, or SLACK_BOT_TOKEN with SLACK_CHANNEL.",
    email
      ? `E-mails are sent through ${new URL(email.url).hostname}.`
      : "E-mail is not configured. Set SMTP_URL and MAIL_FROM.",
  ];
}

function accountLines({ roleGroups }: Settings): string[] {
  const lines = demoAccounts.map(({ id, groups }) => {
    const held = rolesFromClaims({ groups }, "groups", roleGroups).roles.map((role) => roleLabels[role]);
    return `  ${id.padEnd(12)} ${held.join(", ") || "no role"}`;
  });
  return ["Sign in as one of these, without a password:", ...lines];
}
