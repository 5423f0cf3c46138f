import type { Sql } from "postgres";
import { readHead, type Signer, verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { keepVerdict } from "@/db/ledger/signing/keep-verdict";
import { isSignedVerdict } from "@/db/ledger/signing/verdict-note";
import { type LogSoFar, logSoFar } from "./log-so-far";
import { sequence } from "./sequence";
import { LogWasRewritten, type Signed, signCheckpoint } from "./sign-checkpoint";
import type { Verdict } from "./verify-ledger";

type Work = {
  readonly signer: Signer;
  /** Verifies the ledger; `signed` is the last head that this process signed. Null while another worker verifies. */
  readonly verify: (signed: Signed | null) => Promise<Verdict | null>;
  readonly say: (sentence: string) => void;
};

const looksEveryMs = 5_000;
const triesAgainMs = 5 * 60_000;
const signsEvery = 10 * 60;
const verifiesEvery = 24 * 3600;
/** After a requested verification it pauses for nine times as long, so that requests take at most a tenth of its time. */
const restsFor = 9;
const quickMs = 1_000;
const never = Number.NEGATIVE_INFINITY;

/** The ledger's worker, one pass at a time: sequences events, signs checkpoints, starts verifications. */
export class LogKeeper {
  #signed: Signed | null = null;
  /** The log index up to which it has looked for requests; null before the first pass. */
  #looked: number | null = null;
  #asked = { checkpoint: 0, verification: 0 };
  /** The log index of the last loaded event, and whether the loader was still running at the last pass. */
  #loaded = 0;
  #isLoading = false;
  #lookedAt = never;
  #verifying: Promise<void> | null = null;
  #verifiesFrom = 0;
  /** A verification of everything so far was requested. */
  #isCalled = false;
  #restsUntil = 0;
  #wasRewritten = false;

  constructor(
    private readonly sql: Sql,
    private readonly work: Work,
  ) {}

  /** Sequences new events, then signs and verifies where that is due. */
  async pass(): Promise<void> {
    const placed = await sequence(this.sql);
    const isTime = this.#looked === null || performance.now() - this.#lookedAt > looksEveryMs;
    if (placed === 0 && !isTime) return;
    const log = await logSoFar(this.sql, this.#looked ?? (await this.#knownSize()));
    this.#lookedAt = performance.now();
    if (placed === 0 && log.loaded === null) this.#isLoading = false;
    else if (log.loaded !== null) [this.#isLoading, this.#loaded] = [true, log.loaded];
    this.#asked = {
      checkpoint: log.asks.checkpoint ?? this.#asked.checkpoint,
      verification: log.asks.verification ?? this.#asked.verification,
    };
    const verifies = this.#shouldVerify(log);
    if (verifies) await this.#recordRulebook();
    // A verification compares with a signed head, so everything is signed first.
    const signs = this.#shouldSign(log) || verifies;
    if (signs && !this.#wasRewritten) await this.#sign();
    this.#looked = log.size;
    if (verifies) this.#startVerifying();
  }

  /** Requests a verification of new events soon, because a report is being made. */
  call(): void {
    this.#isCalled = true;
    this.#lookedAt = never;
  }

  /** Resolves when a running verification has ended. */
  async rest(): Promise<void> {
    await this.#verifying;
  }

  // Requests and loaded events from before the start come after the newest checkpoint or verification.
  async #knownSize(): Promise<number> {
    const [row] = await this.sql<{ size: number }[]>`
      select coalesce(least((select size from checkpoints order by id desc limit 1), (select size from verifications order by id desc limit 1)), 0)::float8 as size`;
    return row?.size ?? 0;
  }

  // The event of the current rulebook must be part of what is verified, so it is sequenced before the head is signed.
  async #recordRulebook(): Promise<void> {
    await this.sql`select record_rulebook('verification')`;
    await sequence(this.sql);
  }

  #shouldSign({ signed }: LogSoFar): boolean {
    // A row without a valid signature is no checkpoint, whoever wrote it: a valid one is added.
    if (!signed || this.#asked.checkpoint > signed.size || !readHead(signed.note, signed.verifierKey)) return true;
    // Only at the start: two workers with different keys would otherwise sign in turn for ever.
    if (this.#looked === null && signed.verifierKey !== verifierKey(this.work.signer)) return true;
    return isOver(signed.age, signsEvery);
  }

  async #sign(): Promise<void> {
    try {
      this.#signed = (await signCheckpoint(this.sql, this.work.signer, this.#signed)) ?? this.#signed;
    } catch (error) {
      if (!(error instanceof LogWasRewritten)) throw error;
      this.#wasRewritten = true;
      this.work.say(`THE LEDGER DOES NOT HOLD: ${error.message} No checkpoint is signed any more.`);
      const [log] = await this.sql<{ at: string; size: number }[]>`
        select utc(windlass_now()) as at, coalesce(max(place), 0)::float8 as size from log_entries`;
      if (log)
        await keepVerdict(this.sql, this.work.signer, {
          startedAt: log.at,
          size: log.size,
          ok: false,
          words: error.message,
        });
    }
  }

  // A verdict that this key did not sign proves nothing to this worker.
  #shouldVerify(log: LogSoFar): boolean {
    if (this.#verifying || performance.now() < this.#verifiesFrom) return false;
    const key = verifierKey(this.work.signer);
    const verified = log.verified.find(({ note, age: _, wasBeforeTheNight: __, ...finding }) =>
      isSignedVerdict(finding, note, key),
    );
    if (!verified || this.#asked.verification > verified.size) return true;
    if (verified.wasBeforeTheNight || isOver(verified.age, verifiesEvery)) return true;
    return this.#isWanted(verified.size, log.size) && performance.now() >= this.#restsUntil;
  }

  // Loaded events are verified once the loader has ended, requests only when there are new events.
  #isWanted(verified: number, size: number): boolean {
    if (this.#loaded > verified && !this.#isLoading) return true;
    return this.#isCalled && size > verified;
  }

  #startVerifying(): void {
    this.#isCalled = false;
    const began = performance.now();
    this.#verifying = this.work
      .verify(this.#signed)
      .then((verdict) => {
        if (verdict?.ok === false) this.work.say(`THE LEDGER DOES NOT HOLD: ${verdict.words}`);
      })
      .catch((error) => {
        this.#verifiesFrom = performance.now() + triesAgainMs;
        this.work.say(`The ledger could not be verified: ${error instanceof Error ? error.message : error}`);
      })
      .finally(() => {
        this.#verifying = null;
        const took = performance.now() - began;
        this.#restsUntil = took < quickMs ? 0 : performance.now() + restsFor * took;
        // Requests that came meanwhile are handled by the next pass.
        this.#lookedAt = never;
      });
  }
}

/** A negative age means that a demonstration's clock was set back: it counts as due. */
const isOver = (age: number, seconds: number): boolean => age < 0 || age >= seconds;
