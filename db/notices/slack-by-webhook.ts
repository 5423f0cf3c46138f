import { IncomingWebhook, IncomingWebhookHTTPError } from "@slack/webhook";
import type { Site } from "@/lib/notices/notice-texts";
import { slackText } from "@/lib/notices/slack-text";
import { askedFetch } from "./asked-fetch";
import { bundleMessage } from "./bundle-message";
import type { Sender } from "./sender";
import { refusalBySlack } from "./slack-answers";

/** Sends by an incoming Slack webhook. Its URL is the secret, and it returns no message id, so there are no threads. */
export function slackByWebhook(url: string, site: Site): Sender {
  const { pathname } = new URL(url);
  const withoutAddress = (words: string) => words.replaceAll(url, "…").replaceAll(pathname, "…");
  const leadsTo = `a webhook at ${new URL(url).host}`;
  return {
    channel: "slack",
    leadsTo,
    send: async (bundle, signal) => {
      const asked = askedFetch(url, signal);
      const webhook = new IncomingWebhook(url, { fetch: asked.fetch });
      const sent = { ok: true as const, sentTo: `Slack, by ${leadsTo}`, reference: null };
      try {
        await webhook.send({ text: slackText(bundleMessage(bundle, site)), unfurl_links: false, unfurl_media: false });
        return sent;
      } catch (error) {
        // Slack accepted the message, even if the rest of the response was lost.
        if (asked.answer()?.status === 200) return sent;
        const said = error instanceof IncomingWebhookHTTPError ? withoutAddress(error.body) : "";
        return refusalBySlack({ answer: asked.answer(), said, error, setting: "SLACK_WEBHOOK_URL" });
      }
    },
  };
}
