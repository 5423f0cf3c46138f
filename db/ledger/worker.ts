import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { connect } from "@/db/connection/connect";
import { openPool } from "@/db/connection/pool";
import { repeat } from "@/db/connection/repeat";
import type { Signer } from "@/db/ledger/signing/checkpoint-note";
import { LogKeeper } from "./log-keeper";
import { InTheWay } from "./sessions-in-the-way";
import { type Verify, verifyLedger } from "./verify-ledger";

type Options = {
  /** The database, as role windlass_worker. */
  readonly url: string;
  readonly signer: Signer;
  readonly verify: Verify;
  /** Reports what a person has to look at. */
  readonly say: (sentence: string) => void;
  /** How long a session may block before it is reported. */
  readonly patienceMs?: number;
  readonly watchesEveryMs?: number;
};

export type LogWorker = { stop(): Promise<void> };

const passesEveryMs = 250;
const tellsEveryMs = 5_000;

/**
 * Starts the ledger's worker: sequences events, signs checkpoints, verifies the ledger, and reports blocking sessions. It survives
 * database outages. Several workers at once are harmless: locks let one at a time do each of these.
 */
export function startLogWorker(options: Options): LogWorker {
  const { url, signer, say, patienceMs = 60_000, watchesEveryMs = 1_000 } = options;
  // Its own sessions are recognised by this name.
  const name = `windlass log ${randomBytes(4).toString("hex")}`;
  const places = openPool(url, { name, max: 1, timeouts: { statement: 120_000, lock: 90_000 } });
  const watch = openPool(url, { name, max: 1 });
  const leaving = new AbortController();
  const keeper = new LogKeeper(places, {
    signer,
    say,
    verify: (signed) =>
      verifyLedger(url, {
        verify: options.verify,
        signer,
        checkpoint: signed?.note ?? null,
        signal: leaving.signal,
      }),
  });
  const diary = new Diary(watch, new InTheWay(name, patienceMs));
  const trouble = (what: string) => (error: unknown) =>
    say(`The ledger's worker ${what}: ${error instanceof Error ? error.message : error}`);
  const passes = repeat(() => keeper.pass().then(() => diary.passed()), passesEveryMs, trouble("cannot work"));
  const looks = repeat(() => diary.write(), watchesEveryMs, trouble("cannot look around"));
  const calls = listen(url, name, (asked) => {
    if (asked === "verify") keeper.call();
    passes.wake();
  });
  return {
    stop: async () => {
      leaving.abort();
      const ends = [passes.stop(), looks.stop()];
      await Promise.all([places, watch, calls].map((sql) => sql.end({ timeout: 2 })));
      await Promise.all([...ends, keeper.rest()]);
    },
  };
}

/** Calls `wake` when a step needs the worker at once. A missed notification is made up for by the next pass. */
function listen(url: string, name: string, wake: (asked?: string) => void): Sql {
  const connection = { application_name: name };
  const sql = connect(url, {
    max: 1,
    idle_timeout: 0,
    fetch_types: false,
    backoff: () => 0.5,
    onnotice: () => {},
    connection,
  });
  sql.listen("windlass_log", wake, () => wake()).catch(() => {});
  return sql;
}

/** Writes the heartbeat of the worker and the blocking sessions into the database. */
class Diary {
  #isPassed = false;
  #told = "";
  #toldAt = -tellsEveryMs;

  constructor(
    private readonly sql: Sql,
    private readonly inTheWay: InTheWay,
  ) {}

  passed(): void {
    this.#isPassed = true;
  }

  async write(): Promise<void> {
    const found = JSON.stringify(await this.inTheWay.look(this.sql));
    const isTime = this.#isPassed && performance.now() - this.#toldAt >= tellsEveryMs;
    if (found === this.#told && !isTime) return;
    await this.sql`
      update log_state set in_the_way = ${found}::text::jsonb, looked_at = case when ${this.#isPassed} then windlass_now() else looked_at end`;
    [this.#told, this.#isPassed, this.#toldAt] = [found, false, performance.now()];
  }
}
