import type { Sql } from "postgres";
import { z } from "zod";
import { EndpointSender, type SendingOptions } from "./endpoint-sender";

const dueRow = z.object({ due: z.array(z.coerce.number().int()) });
const readRow = z.object({ read: z.number().int() });

/** How many entries of the log are read at once. */
const batchSize = 500;

/** Queues what the log says for webhooks, and sends what is due, each webhook by a sender of its own. */
export class WebhookDispatcher {
  readonly #senders = new Map<number, EndpointSender>();
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly sql: Sql,
    private readonly options: SendingOptions,
    private readonly stopping: AbortSignal,
  ) {}

  /** One pass: the log is read on, and the senders to which something is due begin. Returns before they are done. */
  async pass(): Promise<void> {
    while (!this.stopping.aborted && (await this.#queue()) === batchSize);
    const [row] = await this.sql`select due_webhooks() as due`;
    for (const webhook of dueRow.parse(row).due) this.#start(this.#senderOf(webhook));
  }

  /** Waits for what is being sent. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  // What fails here is the database: the next pass meets and reports it.
  #start(sender: EndpointSender): void {
    const sending = sender.send().catch(() => {});
    this.#running.add(sending);
    sending.finally(() => this.#running.delete(sending));
  }

  async #queue(): Promise<number> {
    const [row] = await this.sql`select queue_webhook_deliveries(${batchSize}) as read`;
    return readRow.parse(row).read;
  }

  #senderOf(webhook: number): EndpointSender {
    const existing = this.#senders.get(webhook);
    if (existing) return existing;
    const sender = new EndpointSender(this.sql, webhook, this.options, this.stopping);
    this.#senders.set(webhook, sender);
    return sender;
  }
}
