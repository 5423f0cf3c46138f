import type { Sql } from "postgres";
import { z } from "zod";
import { type Bundle, bundleNotices } from "@/lib/notices/bundle-notices";
import { type DueNotice, dueNotice } from "@/lib/notices/due-notice";
import { notices } from "@/lib/notices/notices";
import type { retryDelaySeconds } from "@/lib/notices/retry-delay";
import { secondsBetween } from "@/lib/time/exact-time";
import { recordRetryMs, retryFor } from "./retry-for";
import { type FailedAttempt, failTemporarily, type Outcome, type Sender } from "./sender";

export type SendingOptions = {
  /** The timeout for one message. */
  readonly timeoutMs: number;
  /** The delay in seconds before the next attempt; null: none. */
  readonly nextTry: typeof retryDelaySeconds;
  /** Reports that a channel does not work, once until it works again. */
  readonly log: (sentence: string) => void;
};

/** More than the threshold for a digest, and at most what one digest can list. */
const batchSize = 50;
/** Shorter than the lease of a minute: what is not begun by then is left to the next claim. */
const claimDurationMs = 45_000;
const dueNotices = z.array(dueNotice);

/** Sends the due deliveries of one channel and records the outcomes; one pass at a time. */
export class ChannelSender {
  #isBusy = false;
  #isRequested = false;
  #hasReported = false;
  #pausedUntil = 0;

  constructor(
    private readonly sql: Sql,
    private readonly sender: Sender,
    private readonly options: SendingOptions,
    private readonly stopping: AbortSignal,
  ) {}

  /** Sends until nothing is due. A call during a pass returns at once, and makes that pass check again before it ends. */
  async send(): Promise<void> {
    this.#isRequested = true;
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#isRequested && this.#canSend()) {
        this.#isRequested = false;
        while (this.#canSend() && (await this.#pass()));
      }
    } finally {
      this.#isBusy = false;
    }
  }

  #canSend(): boolean {
    return !this.stopping.aborted && performance.now() >= this.#pausedUntil;
  }

  /** Sends one claimed batch; false when there was none. */
  async #pass(): Promise<boolean> {
    const ends = performance.now() + claimDurationMs;
    const due = await this.#claim();
    const bundles = [...bundleNotices(due)];
    for (let next = bundles.shift(); next; next = bundles.shift()) {
      if (performance.now() > ends) return false;
      const outcome = await this.#try(next);
      const isHeld = !outcome.ok && outcome.blocksChannel;
      for (const bundle of [next, ...(isHeld ? bundles.splice(0) : [])]) await this.#recordOutcome(bundle, outcome);
      this.#report(outcome);
      if (isHeld) return false;
    }
    return due.length > 0;
  }

  async #claim(): Promise<DueNotice[]> {
    const [row] = await this.sql<
      { claimed: unknown }[]
    >`select claim_deliveries(${this.sender.channel}, ${batchSize}) as claimed`;
    return dueNotices.parse(row?.claimed);
  }

  async #try(bundle: Bundle): Promise<Outcome> {
    const signal = AbortSignal.any([this.stopping, AbortSignal.timeout(this.options.timeoutMs)]);
    const outcome = await this.sender.send(bundle, signal);
    return !outcome.ok && this.stopping.aborted ? stopped : outcome;
  }

  /** Records the outcome for each notice of a bundle; failed ones each have their own next attempt. */
  async #recordOutcome(bundle: Bundle, outcome: Outcome): Promise<void> {
    if (!outcome.ok) {
      for (const due of bundle) await this.#recordFailure(due, outcome);
      return;
    }
    const others = bundle.length > 1 ? `, one message of ${bundle.length} notices` : "";
    const ids = bundle.map(({ id }) => id);
    const { sentTo, reference } = outcome;
    // A delivered message that is not recorded would be sent twice: a restart of the database is waited for.
    await retryFor(
      recordRetryMs,
      () => this.sql`select record_attempts(${ids}::bigint[], true, ${sentTo + others}, ${reference}, null)`,
      this.stopping,
    );
  }

  async #recordFailure({ id, kind, attempts, triedSince, now }: DueNotice, refusal: FailedAttempt): Promise<void> {
    const { reason, retryAfterSeconds: askedFor, needsFix } = refusal;
    const triedFor = triedSince ? Math.max(0, secondsBetween(triedSince, now)) : 0;
    const retryAfterSeconds =
      refusal === stopped
        ? 0
        : this.options.nextTry({
            failures: attempts + 1,
            triedForSeconds: triedFor,
            jitter: Math.random(),
            retryAfterSeconds: askedFor,
            isConfigurationError: needsFix,
            isMandatory: notices[kind].mandatory,
          });
    await this
      .sql`select record_attempts(${[id]}::bigint[], false, ${reason}, null, make_interval(secs => ${retryAfterSeconds}))`;
  }

  #report(outcome: Outcome): void {
    if (outcome.ok) this.#hasReported = false;
    else if (outcome !== stopped) {
      if (outcome.retryAfterSeconds) this.#pausedUntil = performance.now() + outcome.retryAfterSeconds * 1000;
      if (!this.#hasReported)
        this.options.log(`A notice could not be sent by ${this.sender.destination}. ${outcome.reason}`);
      this.#hasReported = true;
    }
  }
}

const stopped = failTemporarily("Windlass stopped while sending this.");
