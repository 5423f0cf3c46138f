import { setTimeout as pause } from "node:timers/promises";
import { openPool } from "@/db/connection/pool";
import { repeat } from "@/db/connection/repeat";
import { startQueueRunner } from "@/db/notices/queue/queue-runner";
import type { Site } from "@/lib/notices/notice-texts";
import { nextTry } from "@/lib/notices/retries";
import { channels } from "@/lib/rules/record";
import type { Settings } from "@/lib/settings/settings";
import { byEmail } from "./by-email";
import { ChannelSender, type Pace } from "./channel-sender";
import type { Sender } from "./sender";
import { slackByBot } from "./slack-by-bot";
import { slackByWebhook } from "./slack-by-webhook";

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
  readonly say: (sentence: string) => void;
} & Partial<Pick<Pace, "patienceMs" | "nextTry">> & { readonly everyMs?: Partial<typeof everyMs> };

export type NoticeWorker = { stop(): Promise<void> };

const everyMs = { wakes: 2_000, looks: 5_000, says: 60_000 };
const name = "windlass notices";
const stopsWithinMs = 2_000;

/**
 * Starts the worker for notices: queues what the clock makes due, wakes senders for what was not sent, sends by the configured
 * channels and records the outcomes. It survives outages of the database and of every receiver. Several workers at once are
 * harmless: a claimed delivery is leased to one of them.
 */
export function startNoticeWorker(options: Options): NoticeWorker {
  const { url, siteZone, say } = options;
  const sql = openPool(url, { name, max: 2 });
  const leaving = new AbortController();
  const senders = sendersFor(options);
  const pace = { patienceMs: options.patienceMs ?? 10_000, nextTry: options.nextTry ?? nextTry, say };
  const tasks = Object.fromEntries(
    senders.map((sender) => {
      const sending = new ChannelSender(sql, sender, pace, leaving.signal);
      return [`send_${sender.channel}`, () => sending.send()];
    }),
  );
  const queue = senders.length > 0 ? [startQueueRunner({ url, name, say, tasks })] : [];
  const trouble = (what: string) => (error: unknown) =>
    say(`The worker of notices cannot ${what}: ${error instanceof Error ? error.message : error}`);
  const times = { ...everyMs, ...options.everyMs };
  const does = (work: () => Promise<unknown>, ms: number, what: string) =>
    repeat(() => work().then(() => {}), ms, trouble(what));
  const tells = does(() => sayChannels(), times.says, "say by what it sends");
  const looks = does(() => sql`select queue_due_notices(${siteZone})`, times.looks, "look for what is due");
  const wakes = does(() => sql`select wake_deliveries()`, times.wakes, "look for what was not sent");
  return {
    stop: async () => {
      leaving.abort();
      const ends = Promise.allSettled([
        tells.stop().then(withdraw),
        ...[looks, wakes, ...queue].map((each) => each.stop()),
      ]);
      await Promise.race([ends, pause(stopsWithinMs - 500, null, { ref: false })]);
      await sql.end({ timeout: 0.4 });
    },
  };

  /** So that a worker which starts next without a channel is believed at once. */
  async function withdraw(): Promise<void> {
    for (const { channel } of senders) await sql`select say_channel(${channel}, null, null)`;
  }

  async function sayChannels(): Promise<void> {
    for (const channel of channels) {
      const sender = senders.find((each) => each.channel === channel);
      await sql`select say_channel(${channel}, ${sender !== undefined}, ${sender?.leadsTo ?? null})`;
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
  const site: Site = { appUrl, organisation, zone: siteZone, isDemonstration };
  const bySlack = slack && (slack.by === "bot" ? slackByBot(slack, site) : slackByWebhook(slack.url, site));
  return [bySlack, email && byEmail(email, site)].filter((sender) => sender !== null);
}
