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
  /** Verifies the ledger; `signed` is what this process signed last. Null while another worker does so. */
  readonly verify: (signed: Signed | null) => Promise<Verdict | null>;
  readonly say: (sentence: string) => void;
};

const looksEveryMs = 5_000;
const triesAgainMs = 5 * 60_000;
const signsEvery = 10 * 60;
const verifiesEvery = 24 * 3600;
/** What is asked for often keeps the worker busy for a tenth of its time at most. */
const restsFor = 9;
const quickMs = 1_000;
const never = Number.NEGATIVE_INFINITY;

/** What the log needs, done a pass at a time: places, checkpoints, verifications. */
export class LogKeeper {
  #signed: Signed | null = null;
  /** Up to which place it has looked for what was asked; null before the first look. */
  #looked: number | null = null;
  #asked = { checkpoint: 0, verification: 0 };
  /** Up to which place a loader put events there, and whether it was still at it at the last look. */
  #loaded = 0;
  #isLoading = false;
  #lookedAt = never;
  #verifying: Promise<void> | null = null;
  #verifiesFrom = 0;
  /** Somebody wants all of the log verified, as far as it is by then. */
  #isCalled = false;
  #restsUntil = 0;
  #wasRewritten = false;

  constructor(
    private readonly sql: Sql,
    private readonly work: Work,
  ) {}

  /** Gives places, then does what is due. */
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
    // What is verified is what was signed, so all of it is signed before.
    const signs = this.#shouldSign(log) || verifies;
    if (signs && !this.#wasRewritten) await this.#sign();
    this.#looked = log.size;
    if (verifies) this.#startVerifying();
  }

  /** Has what is not verified yet verified soon: a report is being drawn. */
  call(): void {
    this.#isCalled = true;
    this.#lookedAt = never;
  }

  /** Until a verification that was begun has ended. */
  async rest(): Promise<void> {
    await this.#verifying;
  }

  // What was asked or loaded while no worker ran stands behind the newest checkpoint, or the newest verification.
  async #knownSize(): Promise<number> {
    const [row] = await this.sql<{ size: number }[]>`
      select coalesce(least((select size from checkpoints order by id desc limit 1), (select size from verifications order by id desc limit 1)), 0)::float8 as size`;
    return row?.size ?? 0;
  }

  // What decides is an event among those that are verified: so it has its place before they are counted and signed.
  async #recordRulebook(): Promise<void> {
    await this.sql`select record_rulebook('verification')`;
    await sequence(this.sql);
  }

  #shouldSign({ signed }: LogSoFar): boolean {
    // What no key signed is no checkpoint, whoever wrote it there: a true one is set above it.
    if (!signed || this.#asked.checkpoint > signed.size || !readHead(signed.note, signed.verifierKey)) return true;
    // At the start alone: two workers with two keys would else answer each other for ever.
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

  // What this key did not sign was found by nobody that it knows: it looks itself.
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

  // A loader's events are verified when it has ended, and what was asked for when something is new.
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
        // What was asked meanwhile is looked at with the next pass.
        this.#lookedAt = never;
      });
  }
}

/** Whether something is so old that it is due; a demonstration's clock that was put back makes it younger than new. */
const isOver = (age: number, seconds: number): boolean => age < 0 || age >= seconds;
