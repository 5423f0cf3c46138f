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
  /** How long a receiver may take for one message. */
  readonly patienceMs: number;
  /** After how many seconds to try again; null: no more. */
  readonly nextTry: typeof nextTry;
  /** Where it says that a channel does not work, once until it does. */
  readonly say: (sentence: string) => void;
};

/** More than a storm has to be to go as one message, and as many as one message can list. */
const atOnce = 50;
/** Below a minute, for which what was claimed is ours alone; what is not begun by then is left to whoever claims it next. */
const claimLastsMs = 45_000;
const insistsMs = 10_000;
const dueNotices = z.array(dueNotice);

/** Sends what is due by one channel, and notes how it ended; one pass at a time. */
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

  /** Sends until nothing is due. A call while it sends is answered at once: the pass looks again before it ends. */
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

  /** Sends what it can claim at once; false when there was nothing. */
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

  /** Notes how it ended for each notice of a bundle; those that fail have each their own next try. */
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

  /** What arrived and is not noted is sent again: a database that restarts is waited for as long as the claim lasts. */
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
