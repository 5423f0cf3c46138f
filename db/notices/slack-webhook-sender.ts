import { IncomingWebhook, IncomingWebhookHTTPError } from "@slack/webhook";
import type { MessageContext } from "@/lib/notices/notice-message";
import { slackText } from "@/lib/notices/slack-text";
import { bundleMessage } from "./bundle-message";
import type { Sender } from "./sender";
import { singleOriginFetch } from "./single-origin-fetch";
import { slackFailure } from "./slack-failure";

/** Sends by an incoming Slack webhook. Its URL is the secret, and it returns no message id, so there are no threads. */
export function slackWebhookSender(url: string, site: MessageContext): Sender {
  const { pathname } = new URL(url);
  const withoutAddress = (text: string) => text.replaceAll(url, "…").replaceAll(pathname, "…");
  const destination = `a webhook at ${new URL(url).host}`;
  return {
    channel: "slack",
    destination,
    send: async (bundle, signal) => {
      const request = singleOriginFetch(url, signal);
      const webhook = new IncomingWebhook(url, { fetch: request.fetch });
      const sent = { ok: true as const, sentTo: `Slack, by ${destination}`, reference: null };
      try {
        await webhook.send({ text: slackText(bundleMessage(bundle, site)), unfurl_links: false, unfurl_media: false });
        return sent;
      } catch (error) {
        // Slack accepted the message, even if the rest of the response was lost.
        if (request.answer()?.status === 200) return sent;
        const errorText = error instanceof IncomingWebhookHTTPError ? withoutAddress(error.body) : "";
        return slackFailure({ answer: request.answer(), errorText, error, setting: "SLACK_WEBHOOK_URL" });
      }
    },
  };
}
