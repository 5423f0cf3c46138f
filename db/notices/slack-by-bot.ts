import { type ChatPostMessageResponse, LogLevel, WebAPIPlatformError, WebClient } from "@slack/web-api";
import { mayInterrupt } from "@/lib/notices/bundles";
import type { Site } from "@/lib/notices/notice-texts";
import { slackText } from "@/lib/notices/slack-text";
import type { SlackSettings } from "@/lib/settings/settings";
import { askedFetch } from "./asked-fetch";
import { bundleMessage } from "./bundle-message";
import type { Outcome, Sender } from "./sender";
import { refusalBySlack } from "./slack-answers";

type Bot = Extract<SlackSettings, { by: "bot" }>;

const threadIsGone = ["thread_not_found", "message_not_found", "invalid_thread_ts", "cannot_reply_to_message"];

/** Sends to one Slack channel by a bot; messages about a change are replies in the thread of its first one. */
export function slackByBot(bot: Bot, site: Site): Sender {
  return {
    channel: "slack",
    leadsTo: `${bot.channel}, by a bot at ${new URL(bot.apiUrl).host}`,
    send: async (bundle, signal) => {
      const text = slackText(bundleMessage(bundle, site));
      const thread = bundle.length === 1 ? bundle[0].thread : null;
      if (!thread) return post(bot, { text }, signal);
      const inThread = { text, thread_ts: thread, reply_broadcast: mayInterrupt(bundle[0]) };
      return post(bot, inThread, signal, () => post(bot, { text }, signal));
    },
  };
}

type Words = { text: string } | { text: string; thread_ts: string; reply_broadcast: boolean };

async function post(
  { token, channel, apiUrl }: Bot,
  words: Words,
  signal: AbortSignal,
  elsewhere?: () => Promise<Outcome>,
): Promise<Outcome> {
  const asked = askedFetch(apiUrl, signal);
  const client = new WebClient(token, {
    slackApiUrl: apiUrl,
    fetch: asked.fetch,
    logger: silent,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  });
  try {
    const unfurled = { unfurl_links: false, unfurl_media: false };
    const { ts }: ChatPostMessageResponse = await client.chat.postMessage({ channel, ...words, ...unfurled });
    return { ok: true, sentTo: `Slack, ${channel}`, reference: ts ?? null };
  } catch (error) {
    const said = error instanceof WebAPIPlatformError ? error.data.error.replaceAll(token, "…") : "";
    if (elsewhere && threadIsGone.includes(said)) return elsewhere();
    return refusalBySlack({ answer: asked.answer(), said, error, setting: "SLACK_BOT_TOKEN and SLACK_CHANNEL" });
  }
}

// The client would log each failure to the console; they are recorded with the delivery instead.
const nothing = () => {};
const silent: NonNullable<NonNullable<ConstructorParameters<typeof WebClient>[1]>["logger"]> = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
