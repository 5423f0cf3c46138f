import type { Sql } from "postgres";
import { z } from "zod";
import { recordRetryMs, retryFor } from "@/db/notices/retry-for";
import type { retryDelaySeconds } from "@/lib/notices/retry-delay";
import { secondsBetween } from "@/lib/time/exact-time";
import { type EndpointOptions, type SendResult, sendEvent } from "./send-event";
import { type WebhookMessage, webhookMessage } from "./webhook-message";

export type SendingOptions = EndpointOptions & {
  /** The timeout for one message. */
  readonly timeoutMs: number;
  readonly nextTry: typeof retryDelaySeconds;
  /** The longest time for which an endpoint that fails is left alone, in milliseconds. */
  readonly maxPauseMs: number;
};

/** After so many refused messages an endpoint is left alone as if it were away. */
const refusalsInARow = 5;

const claim = z.object({ claimed: webhookMessage.nullable() });

/**
 * Sends what is due to one webhook, one message after the other, so that a slow endpoint delays no other. After a failure the
 * endpoint is left alone for a while: what else is due waits, without an attempt.
 */
export class EndpointSender {
  #isBusy = false;
  /** How many attempts failed since the last that did not. */
  #failures = 0;
  #pausedUntil = 0;

  constructor(
    private readonly sql: Sql,
    private readonly webhook: number,
    private readonly options: SendingOptions,
    private readonly stopping: AbortSignal,
  ) {}

  /** Sends until nothing is due, or an attempt failed. A call meanwhile returns at once. */
  async send(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (!this.stopping.aborted && performance.now() >= this.#pausedUntil) {
        const message = await this.#claim();
        if (!message) return;
        await this.#attempt(message);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  async #claim(): Promise<WebhookMessage | null> {
    const [row] = await this.sql`select claim_webhook_delivery(${this.webhook}) as claimed`;
    return claim.parse(row).claimed;
  }

  async #attempt(message: WebhookMessage): Promise<void> {
    const signal = AbortSignal.any([this.stopping, AbortSignal.timeout(this.options.timeoutMs)]);
    const result = await sendEvent(message, this.options, signal);
    if (!result.isDelivered && this.stopping.aborted) return this.#record(message, result, 0);
    const delay = result.isDelivered || result.isGone ? null : this.#delaySeconds(message, result);
    await this.#record(message, result, delay);
    this.#failures = result.isDelivered ? 0 : this.#failures + 1;
    // One message that is refused holds up no other; several say that the endpoint takes none.
    const isAway = !result.needsFix || this.#failures >= refusalsInARow;
    if (delay !== null && isAway)
      this.#pausedUntil = performance.now() + Math.min(delay * 1000, this.options.maxPauseMs);
  }

  #delaySeconds({ attempts, triedSince, now }: WebhookMessage, result: SendResult): number | null {
    return this.options.nextTry({
      failures: attempts + 1,
      triedForSeconds: triedSince ? Math.max(0, secondsBetween(triedSince, now)) : 0,
      jitter: Math.random(),
      retryAfterSeconds: result.retryAfterSeconds,
      isConfigurationError: result.needsFix,
    });
  }

  async #record({ id }: WebhookMessage, result: SendResult, delay: number | null): Promise<void> {
    const { isDelivered, words, status, answer } = result;
    // What is not recorded would be sent twice: a restart of the database is waited for.
    await retryFor(
      recordRetryMs,
      () =>
        this
          .sql`select record_webhook_attempt(${id}, ${isDelivered}, ${words}, ${status}, ${answer}, make_interval(secs => ${delay}))`,
      this.stopping,
    );
  }
}
