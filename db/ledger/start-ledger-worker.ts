import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { connect } from "@/db/connection/connect";
import { openPool } from "@/db/connection/pool";
import { repeatEvery } from "@/db/connection/repeat-every";
import type { Signer } from "@/db/ledger/signing/checkpoint-note";
import { BlockingSessionWatch } from "./blocking-sessions";
import { LedgerWorker } from "./ledger-worker";
import { type Verify, verifyLedger } from "./verify-ledger";

type Options = {
  /** The database, as role windlass_worker. */
  readonly url: string;
  readonly signer: Signer;
  readonly verify: Verify;
  /** Keeps each new checkpoint outside the database. */
  readonly onCheckpoint?: ((note: string) => Promise<void>) | undefined;
  /** Reports what a person has to look at. */
  readonly report: (sentence: string) => void;
  /** How long a session may block before it is reported. */
  readonly blockedAfterMs?: number;
  readonly watchIntervalMs?: number;
};

export type RunningLedgerWorker = { stop(): Promise<void> };

const passIntervalMs = 250;
const statusIntervalMs = 5_000;

/**
 * Starts the ledger's worker: sequences events, signs checkpoints, verifies the ledger, and reports blocking sessions. It survives
 * database outages. Several workers at once are harmless: locks let one at a time do each of these.
 */
export function startLedgerWorker(options: Options): RunningLedgerWorker {
  const { url, signer, report, blockedAfterMs = 60_000, watchIntervalMs = 1_000 } = options;
  // Its own sessions are recognised by this name.
  const name = `windlass log ${randomBytes(4).toString("hex")}`;
  const workPool = openPool(url, { name, max: 1, timeoutsMs: { statement: 120_000, lock: 90_000 } });
  const watch = openPool(url, { name, max: 1 });
  const stopping = new AbortController();
  const ledgerWorker = new LedgerWorker(workPool, {
    signer,
    report,
    onCheckpoint: options.onCheckpoint,
    verify: (signed) =>
      verifyLedger(url, {
        verify: options.verify,
        signer,
        checkpoint: signed?.note ?? null,
        signal: stopping.signal,
      }),
  });
  const reporter = new StatusReporter(watch, new BlockingSessionWatch(name, blockedAfterMs));
  const reportTrouble = (what: string) => (error: unknown) =>
    report(`The ledger's worker ${what}: ${error instanceof Error ? error.message : error}`);
  const passes = repeatEvery(
    () => ledgerWorker.pass().then(() => reporter.notePass()),
    passIntervalMs,
    reportTrouble("cannot work"),
  );
  const watches = repeatEvery(() => reporter.writeStatus(), watchIntervalMs, reportTrouble("cannot write its status"));
  const listener = listen(url, name, (request) => {
    if (request === "verify") ledgerWorker.requestVerification();
    passes.wake();
  });
  return {
    stop: async () => {
      stopping.abort();
      const ends = [passes.stop(), watches.stop()];
      await Promise.all([workPool, watch, listener].map((sql) => sql.end({ timeout: 2 })));
      await Promise.all([...ends, ledgerWorker.settle()]);
    },
  };
}

/** Calls `wake` when a step needs the worker at once. A missed notification is made up for by the next pass. */
function listen(url: string, name: string, wake: (request?: string) => void): Sql {
  const connection = { application_name: name };
  const sql = connect(url, {
    max: 1,
    idle_timeout: 0,
    backoff: () => 0.5,
    onnotice: () => {},
    connection,
  });
  sql.listen("windlass_log", wake, () => wake()).catch(() => {});
  return sql;
}

/** Writes the heartbeat of the worker and the blocking sessions into the database. */
class StatusReporter {
  #hasPassed = false;
  #lastStatus = "";
  #lastStatusAt = -statusIntervalMs;

  constructor(
    private readonly sql: Sql,
    private readonly blockingSessions: BlockingSessionWatch,
  ) {}

  notePass(): void {
    this.#hasPassed = true;
  }

  async writeStatus(): Promise<void> {
    const found = JSON.stringify(await this.blockingSessions.check(this.sql));
    const isTime = this.#hasPassed && performance.now() - this.#lastStatusAt >= statusIntervalMs;
    if (found === this.#lastStatus && !isTime) return;
    await this.sql`
      update ledger_worker_status set blocking_sessions = ${found}::text::jsonb, last_pass_at = case when ${this.#hasPassed} then windlass_now() else last_pass_at end`;
    [this.#lastStatus, this.#hasPassed, this.#lastStatusAt] = [found, false, performance.now()];
  }
}
