import type { Sql } from "postgres";
import { type Signer, verifierKey, verifyHead } from "@/db/ledger/signing/checkpoint-note";
import { saveVerdict } from "@/db/ledger/signing/save-verdict";
import { isSignedVerdict } from "@/db/ledger/signing/verdict-note";
import { type LedgerState, readLedgerState } from "./read-ledger-state";
import { sequenceEvents } from "./sequence-events";
import { LedgerRewrittenError, type SignedHead, signCheckpoint } from "./sign-checkpoint";
import type { Verdict } from "./verify-ledger";

type LedgerTasks = {
  readonly signer: Signer;
  /** Verifies the ledger; `signed` is the last head that this process signed. Null while another worker verifies. */
  readonly verify: (signed: SignedHead | null) => Promise<Verdict | null>;
  readonly report: (sentence: string) => void;
  /** Keeps each new checkpoint outside the database. */
  readonly onCheckpoint?: ((note: string) => Promise<void>) | undefined;
};

const passIntervalMs = 5_000;
const retryAfterMs = 5 * 60_000;
const signIntervalSeconds = 10 * 60;
const verifyIntervalSeconds = 24 * 3600;
/** After a requested verification it pauses for nine times as long, so that requests take at most a tenth of its time. */
const restFactor = 9;
const quickVerificationMs = 1_000;
const never = Number.NEGATIVE_INFINITY;

/** The ledger's worker, one pass at a time: sequences events, signs checkpoints, starts verifications. */
export class LedgerWorker {
  #signed: SignedHead | null = null;
  /** The log index up to which it has looked for requests; null before the first pass. */
  #checkedIndex: number | null = null;
  #requested = { checkpoint: 0, verification: 0 };
  /** The log index of the last loaded event, and whether the loader was still running at the last pass. */
  #lastLoadedIndex = 0;
  #isLoading = false;
  #lastCheckAt = never;
  #verifying: Promise<void> | null = null;
  #nextVerificationAt = 0;
  /** A verification of everything so far was requested. */
  #isVerificationRequested = false;
  #restUntil = 0;
  #wasRewritten = false;

  constructor(
    private readonly sql: Sql,
    private readonly tasks: LedgerTasks,
  ) {}

  /** Sequences new events, then signs and verifies where that is due. */
  async pass(): Promise<void> {
    const placed = await sequenceEvents(this.sql);
    const isTime = this.#checkedIndex === null || performance.now() - this.#lastCheckAt > passIntervalMs;
    if (placed === 0 && !isTime) return;
    const log = await readLedgerState(this.sql, this.#checkedIndex ?? (await this.#readKnownSize()));
    this.#lastCheckAt = performance.now();
    if (placed === 0 && log.loaded === null) this.#isLoading = false;
    else if (log.loaded !== null) [this.#isLoading, this.#lastLoadedIndex] = [true, log.loaded];
    this.#requested = {
      checkpoint: log.asks.checkpoint ?? this.#requested.checkpoint,
      verification: log.asks.verification ?? this.#requested.verification,
    };
    const verifies = this.#shouldVerify(log);
    if (verifies) await this.#recordRulebook();
    // A verification compares with a signed head, so everything is signed first.
    const signs = this.#shouldSign(log) || verifies;
    if (signs && !this.#wasRewritten) await this.#sign();
    this.#checkedIndex = log.size;
    if (verifies) this.#startVerifying();
  }

  /** Requests a verification of new events soon, because a report is being made. */
  requestVerification(): void {
    this.#isVerificationRequested = true;
    this.#lastCheckAt = never;
  }

  /** Resolves when a running verification has ended. */
  async settle(): Promise<void> {
    await this.#verifying;
  }

  // Requests and loaded events from before the start come after the newest checkpoint or verification.
  async #readKnownSize(): Promise<number> {
    const [row] = await this.sql<{ size: number }[]>`
      select coalesce(least((select size from checkpoints order by id desc limit 1), (select size from verifications order by id desc limit 1)), 0)::float8 as size`;
    return row?.size ?? 0;
  }

  // The event of the current rulebook must be part of what is verified, so it is sequenced before the head is signed.
  async #recordRulebook(): Promise<void> {
    await this.sql`select record_rulebook('verification')`;
    await sequenceEvents(this.sql);
  }

  #shouldSign({ signed }: LedgerState): boolean {
    // A row without a valid signature is no checkpoint, whoever wrote it: a valid one is added.
    if (!signed || this.#requested.checkpoint > signed.size || !verifyHead(signed.note, signed.verifierKey))
      return true;
    // Only at the start: two workers with different keys would otherwise sign in turn for ever.
    if (this.#checkedIndex === null && signed.verifierKey !== verifierKey(this.tasks.signer)) return true;
    return isOlderThan(signed.age, signIntervalSeconds);
  }

  async #sign(): Promise<void> {
    try {
      const signed = await signCheckpoint(this.sql, this.tasks.signer, this.#signed);
      this.#signed = signed ?? this.#signed;
      if (signed) await this.tasks.onCheckpoint?.(signed.note);
    } catch (error) {
      if (!(error instanceof LedgerRewrittenError)) throw error;
      this.#wasRewritten = true;
      this.tasks.report(`THE LEDGER DOES NOT VERIFY: ${error.message} No more checkpoints are signed.`);
      const [log] = await this.sql<{ at: string; size: number }[]>`
        select utc(windlass_now()) as at, coalesce(max(log_index), 0)::float8 as size from ledger_entries`;
      if (log)
        await saveVerdict(this.sql, this.tasks.signer, {
          startedAt: log.at,
          size: log.size,
          ok: false,
          message: error.message,
        });
    }
  }

  // A verdict that this key did not sign proves nothing to this worker.
  #shouldVerify(log: LedgerState): boolean {
    if (this.#verifying || performance.now() < this.#nextVerificationAt) return false;
    const key = verifierKey(this.tasks.signer);
    const verified = log.verified.find(({ note, age: _, wasBeforeTheNight: __, ...finding }) =>
      isSignedVerdict(finding, note, key),
    );
    if (!verified || this.#requested.verification > verified.size) return true;
    if (verified.wasBeforeTheNight || isOlderThan(verified.age, verifyIntervalSeconds)) return true;
    return this.#isVerificationWanted(verified.size, log.size) && performance.now() >= this.#restUntil;
  }

  // Loaded events are verified once the loader has ended, requests only when there are new events.
  #isVerificationWanted(verified: number, size: number): boolean {
    if (this.#lastLoadedIndex > verified && !this.#isLoading) return true;
    return this.#isVerificationRequested && size > verified;
  }

  #startVerifying(): void {
    this.#isVerificationRequested = false;
    const began = performance.now();
    this.#verifying = this.tasks
      .verify(this.#signed)
      .then((verdict) => {
        if (verdict?.ok === false) this.tasks.report(`THE LEDGER DOES NOT VERIFY: ${verdict.message}`);
      })
      .catch((error) => {
        this.#nextVerificationAt = performance.now() + retryAfterMs;
        this.tasks.report(`The ledger could not be verified: ${error instanceof Error ? error.message : error}`);
      })
      .finally(() => {
        this.#verifying = null;
        const took = performance.now() - began;
        this.#restUntil = took < quickVerificationMs ? 0 : performance.now() + restFactor * took;
        // Requests that came meanwhile are handled by the next pass.
        this.#lastCheckAt = never;
      });
  }
}

/** A negative age means that a demonstration's clock was set back: it counts as due. */
const isOlderThan = (age: number, seconds: number): boolean => age < 0 || age >= seconds;
