import { setTimeout as pause } from "node:timers/promises";
import { openPool } from "@/db/connection/pool";
import { repeatEvery } from "@/db/connection/repeat-every";
import { startQueueRunner } from "@/db/notices/queue/queue-runner";
import type { MessageContext } from "@/lib/notices/notice-message";
import { retryDelaySeconds } from "@/lib/notices/retry-delay";
import { noticeChannels } from "@/lib/rules/record";
import type { Settings } from "@/lib/settings/settings";
import { ChannelSender, type SendingOptions } from "./channel-sender";
import { emailSender } from "./email-sender";
import type { Sender } from "./sender";
import { slackBotSender } from "./slack-bot-sender";
import { slackWebhookSender } from "./slack-webhook-sender";

type Options = {
  /** The database, as role windlass_worker. */
  readonly url: string;
  /** The configured channels; deliveries of others are not claimed. */
  readonly channels: Settings["notices"];
  readonly appUrl: string;
  readonly organisation: string;
  readonly siteZone: string;
  readonly isDemonstration: boolean;
  /** Reports what a person has to look at; without secrets. */
  readonly log: (sentence: string) => void;
} & Partial<Pick<SendingOptions, "timeoutMs" | "nextTry">> & { readonly intervalsMs?: Partial<typeof intervalsMs> };

export type NoticeWorker = { stop(): Promise<void> };

const intervalsMs = { wakeSenders: 2_000, queueDue: 5_000, reportHealth: 60_000 };
const applicationName = "windlass notices";
const stopTimeoutMs = 2_000;

/**
 * Starts the worker for notices: queues what the clock makes due, wakes senders for what was not sent, sends by the configured
 * channels and records the outcomes. It survives outages of the database and of every receiver. Several workers at once are
 * harmless: a claimed delivery is leased to one of them.
 */
export function startNoticeWorker(options: Options): NoticeWorker {
  const { url, siteZone, log } = options;
  const sql = openPool(url, { name: applicationName, max: 2 });
  const stopping = new AbortController();
  const senders = sendersFor(options);
  const sendingOptions = {
    timeoutMs: options.timeoutMs ?? 10_000,
    nextTry: options.nextTry ?? retryDelaySeconds,
    log,
  };
  const tasks = Object.fromEntries(
    senders.map((sender) => {
      const sending = new ChannelSender(sql, sender, sendingOptions, stopping.signal);
      return [`send_${sender.channel}`, () => sending.send()];
    }),
  );
  const queue = senders.length > 0 ? [startQueueRunner({ url, name: applicationName, log, tasks })] : [];
  const reportTrouble = (what: string) => (error: unknown) =>
    log(`The notification worker cannot ${what}: ${error instanceof Error ? error.message : error}`);
  const times = { ...intervalsMs, ...options.intervalsMs };
  const does = (work: () => Promise<unknown>, ms: number, what: string) =>
    repeatEvery(() => work().then(() => {}), ms, reportTrouble(what));
  const healthReports = does(() => sayChannels(), times.reportHealth, "report its channels");
  const dueChecks = does(() => sql`select queue_due_notices(${siteZone})`, times.queueDue, "find due notices");
  const wakes = does(() => sql`select wake_senders()`, times.wakeSenders, "find unsent notices");
  return {
    stop: async () => {
      stopping.abort();
      const ends = Promise.allSettled([
        healthReports.stop().then(withdraw),
        ...[dueChecks, wakes, ...queue].map((each) => each.stop()),
      ]);
      await Promise.race([ends, pause(stopTimeoutMs - 500, null, { ref: false })]);
      await sql.end({ timeout: 0.4 });
    },
  };

  /** So that a worker which starts next without a channel is believed at once. */
  async function withdraw(): Promise<void> {
    for (const { channel } of senders) await sql`select report_channel_health(${channel}, null, null)`;
  }

  async function sayChannels(): Promise<void> {
    for (const channel of noticeChannels) {
      const sender = senders.find((each) => each.channel === channel);
      await sql`select report_channel_health(${channel}, ${sender !== undefined}, ${sender?.destination ?? null})`;
    }
  }
}

function sendersFor({
  channels: { slack, email },
  appUrl,
  organisation,
  siteZone,
  isDemonstration,
}: Options): Sender[] {
  const site: MessageContext = { appUrl, organisation, zone: siteZone, isDemonstration };
  const bySlack = slack && (slack.by === "bot" ? slackBotSender(slack, site) : slackWebhookSender(slack.url, site));
  return [bySlack, email && emailSender(email, site)].filter((sender) => sender !== null);
}
