import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import { z } from "zod";
import { type Bundle, bundlesOf } from "@/lib/notices/bundles";
import { type DueNotice, dueNotice } from "@/lib/notices/due-notice";
import { notices } from "@/lib/notices/notices";
import type { nextTry } from "@/lib/notices/retries";
import { secondsBetween } from "@/lib/time/exact-time";
import { type NotSent, notNow, type Outcome, type Sender } from "./sender";

export type Pace = {
  /** The timeout for one message. */
  readonly patienceMs: number;
  /** The delay in seconds before the next attempt; null: none. */
  readonly nextTry: typeof nextTry;
  /** Reports that a channel does not work, once until it works again. */
  readonly say: (sentence: string) => void;
};

/** More than the threshold for a digest, and at most what one digest can list. */
const atOnce = 50;
/** Shorter than the lease of a minute: what is not begun by then is left to the next claim. */
const claimLastsMs = 45_000;
const insistsMs = 10_000;
const dueNotices = z.array(dueNotice);

/** Sends the due deliveries of one channel and records the outcomes; one pass at a time. */
export class ChannelSender {
  #isBusy = false;
  #isAsked = false;
  #isTold = false;
  #restsUntil = 0;

  constructor(
    private readonly sql: Sql,
    private readonly sender: Sender,
    private readonly pace: Pace,
    private readonly leaving: AbortSignal,
  ) {}

  /** Sends until nothing is due. A call during a pass returns at once, and makes that pass check again before it ends. */
  async send(): Promise<void> {
    this.#isAsked = true;
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#isAsked && this.#mayTry()) {
        this.#isAsked = false;
        while (this.#mayTry() && (await this.#pass()));
      }
    } finally {
      this.#isBusy = false;
    }
  }

  #mayTry(): boolean {
    return !this.leaving.aborted && performance.now() >= this.#restsUntil;
  }

  /** Sends one claimed batch; false when there was none. */
  async #pass(): Promise<boolean> {
    const ends = performance.now() + claimLastsMs;
    const due = await this.#claim();
    const bundles = [...bundlesOf(due)];
    for (let next = bundles.shift(); next; next = bundles.shift()) {
      if (performance.now() > ends) return false;
      const outcome = await this.#try(next);
      const isHeld = !outcome.ok && outcome.holdsAll;
      for (const bundle of [next, ...(isHeld ? bundles.splice(0) : [])]) await this.#note(bundle, outcome);
      this.#tell(outcome);
      if (isHeld) return false;
    }
    return due.length > 0;
  }

  async #claim(): Promise<DueNotice[]> {
    const [row] = await this.sql<
      { claimed: unknown }[]
    >`select claim_deliveries(${this.sender.channel}, ${atOnce}) as claimed`;
    return dueNotices.parse(row?.claimed);
  }

  async #try(bundle: Bundle): Promise<Outcome> {
    const signal = AbortSignal.any([this.leaving, AbortSignal.timeout(this.pace.patienceMs)]);
    const outcome = await this.sender.send(bundle, signal);
    return !outcome.ok && this.leaving.aborted ? stopped : outcome;
  }

  /** Records the outcome for each notice of a bundle; failed ones each have their own next attempt. */
  async #note(bundle: Bundle, outcome: Outcome): Promise<void> {
    if (!outcome.ok) {
      for (const due of bundle) await this.#noteOne(due, outcome);
      return;
    }
    const others = bundle.length > 1 ? `, one message of ${bundle.length} notices` : "";
    const ids = bundle.map(({ id }) => id);
    const { sentTo, reference } = outcome;
    await this.#insist(
      () => this.sql`select note_attempt(${ids}::bigint[], true, ${sentTo + others}, ${reference}, null)`,
    );
  }

  /** Retries, because a delivered message that is not recorded would be sent twice: a restart of the database is waited for. */
  async #insist(note: () => Promise<unknown>): Promise<void> {
    for (const ends = performance.now() + insistsMs; ; await pause(200)) {
      try {
        await note();
        return;
      } catch (error) {
        if (this.leaving.aborted || performance.now() > ends) throw error;
      }
    }
  }

  async #noteOne({ id, kind, attempts, triedSince, now }: DueNotice, refusal: NotSent): Promise<void> {
    const { words, askedFor, isSlow } = refusal;
    const triedFor = triedSince ? Math.max(0, secondsBetween(triedSince, now)) : 0;
    const again =
      refusal === stopped
        ? 0
        : this.pace.nextTry({
            failures: attempts + 1,
            triedFor,
            chance: Math.random(),
            askedFor,
            isSlow,
            isMandatory: notices[kind].mandatory,
          });
    await this.sql`select note_attempt(${[id]}::bigint[], false, ${words}, null, make_interval(secs => ${again}))`;
  }

  #tell(outcome: Outcome): void {
    if (outcome.ok) this.#isTold = false;
    else if (outcome !== stopped) {
      if (outcome.askedFor) this.#restsUntil = performance.now() + outcome.askedFor * 1000;
      if (!this.#isTold) this.pace.say(`A notice was not sent by ${this.sender.leadsTo}. ${outcome.words}`);
      this.#isTold = true;
    }
  }
}

const stopped = notNow("Windlass was stopped while it was sent.");
