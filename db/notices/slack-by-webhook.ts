import { IncomingWebhook, IncomingWebhookHTTPError } from "@slack/webhook";
import type { Site } from "@/lib/notices/notice-texts";
import { slackText } from "@/lib/notices/slack-text";
import { askedFetch } from "./asked-fetch";
import { bundleMessage } from "./bundle-message";
import type { Sender } from "./sender";
import { refusalBySlack } from "./slack-answers";

/** Slack by an incoming webhook: its address is the secret, and it names no message, so nothing can answer in a thread. */
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
        // It took the message, whatever became of the rest of its answer.
        if (asked.answer()?.status === 200) return sent;
        const said = error instanceof IncomingWebhookHTTPError ? withoutAddress(error.body) : "";
        return refusalBySlack({ answer: asked.answer(), said, error, setting: "SLACK_WEBHOOK_URL" });
      }
    },
  };
}
