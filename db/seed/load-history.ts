import type { Sql } from "postgres";
import { connect } from "@/db/connection/connect";
import { historySystems } from "@/db/seed/history/history-world";
import { type DueStep, inOrder, stages } from "@/db/seed/history/in-order";
import { layersOf } from "@/db/seed/history/layers";
import { loadSteps, type NumberedStep } from "@/db/seed/history/load-steps";
import { day, Week } from "@/db/seed/history/moments";
import { setScene } from "@/db/seed/history/set-scene";
import { tellHistory } from "@/db/seed/history/told-history";

type Wanted = { readonly changes: number; readonly years: number };
type Loaded = { readonly changes: number; readonly events: number };

const changesACommit = 1000;

/** The counter of the records that a stage creates. */
const counters = { decided: "change", touching: "incident", settled: null } as const;

/**
 * Loads a generated history of `changes` changes over the `years` years before last midnight (UTC) into the demo at `url` (its
 * owner's), each step through the trigger. The same numbers give the same history. Reports by `progress`.
 */
export async function loadHistory(
  url: string,
  { changes, years }: Wanted,
  progress: (so: Loaded) => void,
): Promise<Loaded> {
  // A crash may lose the history: it can be loaded again.
  const sql = connect(url, {
    max: stages.length,
    onnotice: () => {},
    connection: { synchronous_commit: "off", plan_cache_mode: "force_generic_plan" },
  });
  try {
    const now = await lastMidnight(sql);
    const week = new Week(now);
    const start = week.midnight - years * 365 * day;
    const systems = historySystems(changes / years);
    const scene = await setScene(sql, { week, start, seed: changes * 31 + years, systems });
    const steps = inOrder(tellHistory(scene, { changes, years, now }));
    const loaded = await loadBatches(sql, batches(steps), progress);
    await sql`vacuum analyze`;
    return loaded;
  } finally {
    await sql.end();
  }
}

// Each stage has its own connection, so that a batch is in one stage while the previous batch is in the next.
async function loadBatches(sql: Sql, all: Iterable<DueStep[]>, progress: (so: Loaded) => void): Promise<Loaded> {
  const loaded = { changes: 0, events: 0 };
  const ends = stages.map(() => Promise.resolve());
  for (const batch of all) {
    const behind = ends.at(-1);
    let done = Promise.resolve();
    for (const [place, stage] of stages.entries()) {
      const steps = batch.filter((step) => step.stage === stage);
      done = Promise.all([done, ends[place]]).then(() => load(sql, counters[stage], steps));
      // Errors surface where the last stage is awaited.
      done.catch(() => {});
      ends[place] = done;
    }
    loaded.changes += batch.filter(({ first }) => first).length;
    loaded.events += batch.length;
    // Without fresh statistics Postgres would scan tables that it believes to be small.
    if (loaded.changes <= 2 * changesACommit) await done.then(() => sql`analyze`);
    await behind;
    progress({ ...loaded });
  }
  await ends.at(-1);
  return loaded;
}

// From midnight, so that the history does not depend on the hour of loading.
async function lastMidnight(sql: Sql): Promise<number> {
  const [row] = await sql`select kind, extract(epoch from windlass_now()) * 1000 as now from installation`;
  if (row?.kind !== "demo") throw new Error("A history is loaded into a demonstration only.");
  return Math.floor(Number(row.now) / day) * day;
}

function* batches(steps: Iterable<DueStep>): Generator<DueStep[]> {
  let batch: DueStep[] = [];
  let begun = 0;
  for (const step of steps) {
    if (step.first && begun++ === changesACommit) {
      yield batch;
      batch = [];
      begun = 1;
    }
    batch.push(step);
  }
  yield batch;
}

// One step of a change in each transaction: PostgreSQL rechecks all foreign keys of a row that the same transaction wrote before.
// The ids that records will get are known while their counter is locked.
async function load(sql: Sql, counter: "change" | "incident" | null, steps: readonly DueStep[]): Promise<void> {
  for (const layer of layersOf(steps))
    await sql.begin(async (tx) => {
      const [row] = counter ? await tx`select value from counters where name = ${counter} for update` : [];
      const last = { value: Number(row?.value) };
      await loadSteps(
        tx,
        layer.map((step) => numbered(step, last)),
      );
    });
}

function numbered({ tale, first, subject, step, person, at, input }: DueStep, last: { value: number }): NumberedStep {
  if (first) tale.change = ++last.value;
  if (step === "fail") tale.incident = ++last.value;
  const id = first ? null : subject === "change" ? tale.change : tale.incident;
  return { subject, id, step, person, at: new Date(at).toISOString(), input };
}
