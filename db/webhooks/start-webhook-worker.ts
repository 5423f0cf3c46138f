import { openPool } from "@/db/connection/pool";
import { repeatEvery } from "@/db/connection/repeat-every";
import { retryDelaySeconds } from "@/lib/notices/retry-delay";
import type { NetworkRules } from "@/lib/webhooks/address/address-networks";
import type { SendingOptions } from "./endpoint-sender";
import { resolveHost } from "./resolve-host";
import { WebhookDispatcher } from "./webhook-dispatcher";

type Options = {
  /** The database, as role windlass_worker. */
  readonly url: string;
  readonly appUrl: string;
  readonly isDemonstration: boolean;
  /** Where webhooks may send beside public addresses. */
  readonly networks: NetworkRules;
  /** Reports what a person has to look at; without secrets. */
  readonly log: (sentence: string) => void;
  readonly intervalMs?: number;
} & Partial<Pick<SendingOptions, "resolve" | "timeoutMs" | "nextTry" | "maxPauseMs">>;

const defaults = { resolve: resolveHost, timeoutMs: 10_000, nextTry: retryDelaySeconds, maxPauseMs: 30_000 };

/**
 * Starts the worker for webhooks: reads the log on every second, queues what webhooks take of it, and sends what is due. It survives
 * outages of the database and of every endpoint. Several workers at once are harmless: a claimed delivery is leased to one of them.
 */
export function startWebhookWorker({ url, log, intervalMs = 1_000, ...options }: Options): { stop(): Promise<void> } {
  const sql = openPool(url, { name: "windlass webhooks", max: 2 });
  const stopping = new AbortController();
  const report = (error: unknown) =>
    log(`The webhooks' worker cannot go on: ${error instanceof Error ? error.message : error}`);
  const dispatcher = new WebhookDispatcher(sql, { ...defaults, ...options }, stopping.signal);
  const passes = repeatEvery(() => dispatcher.pass(), intervalMs, report);
  return {
    stop: async () => {
      stopping.abort();
      await passes.stop();
      await dispatcher.ended();
      await sql.end({ timeout: 0.4 });
    },
  };
}
