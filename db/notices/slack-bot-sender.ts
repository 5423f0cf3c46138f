import { type ChatPostMessageResponse, LogLevel, WebAPIPlatformError, WebClient } from "@slack/web-api";
import { isBroadcast } from "@/lib/notices/bundle-notices";
import type { MessageContext } from "@/lib/notices/notice-message";
import { slackText } from "@/lib/notices/slack-text";
import type { SlackSettings } from "@/lib/settings/settings";
import { bundleMessage } from "./bundle-message";
import type { Outcome, Sender } from "./sender";
import { singleOriginFetch } from "./single-origin-fetch";
import { slackFailure } from "./slack-failure";

type BotSettings = Extract<SlackSettings, { by: "bot" }>;

const threadGoneErrors = ["thread_not_found", "message_not_found", "invalid_thread_ts", "cannot_reply_to_message"];

/** Sends to one Slack channel by a bot; messages about a change are replies in the thread of its first one. */
export function slackBotSender(bot: BotSettings, site: MessageContext): Sender {
  return {
    channel: "slack",
    destination: `${bot.channel}, by a bot at ${new URL(bot.apiUrl).host}`,
    send: async (bundle, signal) => {
      const text = slackText(bundleMessage(bundle, site));
      const thread = bundle.length === 1 ? bundle[0].thread : null;
      if (!thread) return postMessage(bot, { text }, signal);
      const inThread = { text, thread_ts: thread, reply_broadcast: isBroadcast(bundle[0]) };
      return postMessage(bot, inThread, signal, () => postMessage(bot, { text }, signal));
    },
  };
}

type SlackMessage = { text: string } | { text: string; thread_ts: string; reply_broadcast: boolean };

async function postMessage(
  { token, channel, apiUrl }: BotSettings,
  slackMessage: SlackMessage,
  signal: AbortSignal,
  fallback?: () => Promise<Outcome>,
): Promise<Outcome> {
  const request = singleOriginFetch(apiUrl, signal);
  const client = new WebClient(token, {
    slackApiUrl: apiUrl,
    fetch: request.fetch,
    logger: silentLogger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  });
  try {
    const unfurled = { unfurl_links: false, unfurl_media: false };
    const { ts }: ChatPostMessageResponse = await client.chat.postMessage({ channel, ...slackMessage, ...unfurled });
    return { ok: true, sentTo: `Slack, ${channel}`, reference: ts ?? null };
  } catch (error) {
    const errorText = error instanceof WebAPIPlatformError ? error.data.error.replaceAll(token, "…") : "";
    if (fallback && threadGoneErrors.includes(errorText)) return fallback();
    return slackFailure({ answer: request.answer(), errorText, error, setting: "SLACK_BOT_TOKEN and SLACK_CHANNEL" });
  }
}

// The client would log each failure to the console; they are recorded with the delivery instead.
const noop = () => {};
const silentLogger: NonNullable<NonNullable<ConstructorParameters<typeof WebClient>[1]>["logger"]> = {
  debug: noop,
  info: noop,
  warn: noop,
  error: noop,
  setLevel: noop,
  setName: noop,
  getLevel: () => LogLevel.ERROR,
};
