import type { Sql } from "postgres";
import { z } from "zod";
import { connect } from "@/db/connection/connect";
import { repeatEvery } from "@/db/connection/repeat-every";
import { loadHistory } from "@/db/seed/load-history";

type Options = {
  /** The demonstration's database, as its owner. */
  readonly url: string;
  /** Reports what a person has to look at. */
  readonly report: (sentence: string) => void;
};

const passIntervalMs = 60_000;
/** Small enough that the progress moves every second or so. */
const perBatch = 50;

/**
 * Carries out the order of a demonstration to load a year of changes: the web server may not load any, so it leaves the order in
 * the database. One process at a time is at it; what a stopped process left is marked as failed, and may be ordered again.
 */
export function startHistoryLoader({ url, report }: Options): { stop(): Promise<void> } {
  const sql = connect(url, {
    max: 1,
    idle_timeout: 0,
    onnotice: () => {},
    connection: { application_name: "windlass history" },
  });
  const stopping = new AbortController();
  const passes = repeatEvery(
    () => carryOutOrder(sql, { url, stopRequested: stopping.signal, report }),
    passIntervalMs,
    (error) => report(`The history of the demonstration cannot be loaded: ${messageOf(error)}`),
  );
  sql.listen("windlass_history", passes.wake, passes.wake).catch(() => {});
  return {
    stop: async () => {
      stopping.abort(new Error("Windlass was stopped."));
      await passes.stop();
      await sql.end({ timeout: 2 });
    },
  };
}

type Work = Options & { readonly stopRequested: AbortSignal };

/** Loads what is ordered, if anything is, and if no other process is at it. */
async function carryOutOrder(sql: Sql, work: Work): Promise<void> {
  // The lock is that of the one connection: it is free once its process is gone.
  const [lock] = await sql`select pg_try_advisory_lock(hashtext('windlass history')) as held`;
  if (!lock?.held) return;
  try {
    await sql`
      update history_loads set failed = true, ended_at = clock_timestamp() where started_at is not null and ended_at is null`;
    const [order] = await sql`
      update history_loads set started_at = clock_timestamp() where started_at is null returning planned`;
    if (order) await load(sql, planned.parse(order.planned), work);
  } finally {
    await sql`select pg_advisory_unlock(hashtext('windlass history'))`;
  }
}

const planned = z.int();

async function load(sql: Sql, changes: number, { url, report, stopRequested }: Work): Promise<void> {
  let saved = Promise.resolve();
  const note = (loaded: number) => {
    saved = saved.then(async () => void (await sql`update history_loads set loaded = ${loaded}`));
  };
  const failure = await loadHistory(url, { changes, years: 1, perBatch }, (so) => note(so.changes), stopRequested)
    .then(() => null)
    .catch(messageOf);
  await saved;
  await sql`update history_loads set ended_at = clock_timestamp(), failed = ${failure !== null}`;
  if (failure) report(`The history of the demonstration was not loaded completely: ${failure}`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
