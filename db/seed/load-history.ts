import type { Sql } from "postgres";
import { connect } from "@/db/connection/connect";
import { generateHistory } from "@/db/seed/history/generate-history";
import { historySystems } from "@/db/seed/history/history-data";
import { independentLayers } from "@/db/seed/history/independent-layers";
import { loadSteps, type StepWithId } from "@/db/seed/history/load-steps";
import { mergeStories, type ScheduledStep, stages } from "@/db/seed/history/merge-stories";
import { prepareStoryContext } from "@/db/seed/history/prepare-story-context";
import { msPerDay, WorkingWeek } from "@/db/seed/history/working-week";

type HistorySize = {
  readonly changes: number;
  readonly years: number;
  /** How many changes are loaded between two reports of the progress. */
  readonly perBatch?: number;
};
type LoadProgress = { readonly changes: number; readonly events: number };

/** Up to as many changes, tables grow faster than PostgreSQL looks at them by itself. */
const smallHistory = 2000;

/** The counter of the records that a stage creates. */
const counterByStage = { decided: "change", touching: "incident", settled: null } as const;

/**
 * Loads a generated history of `changes` changes over the `years` years before last midnight (UTC) into the demo at `url` (its
 * owner's), each step through the trigger. The same numbers give the same history. Reports by `progress`. Ends early, with an
 * error, once `stopRequested` aborts.
 */
export async function loadHistory(
  url: string,
  { changes, years, perBatch = 1000 }: HistorySize,
  progress: (so: LoadProgress) => void,
  stopRequested?: AbortSignal,
): Promise<LoadProgress> {
  // A crash may lose the history: it can be loaded again.
  const sql = connect(url, {
    max: stages.length,
    onnotice: () => {},
    connection: { synchronous_commit: "off", plan_cache_mode: "force_generic_plan" },
  });
  try {
    const now = await lastMidnight(sql);
    const week = new WorkingWeek(now);
    const start = week.midnight - years * 365 * msPerDay;
    const systems = historySystems(changes / years);
    const scene = await prepareStoryContext(sql, { week, start, seed: changes * 31 + years, systems });
    const steps = mergeStories(generateHistory(scene, { changes, years, now }));
    const loaded = await loadInStages(sql, splitBatches(steps, perBatch), (so) => {
      stopRequested?.throwIfAborted();
      progress(so);
    });
    await sql`vacuum analyze`;
    return loaded;
  } finally {
    await sql.end();
  }
}

// Each stage has its own connection, so that a batch is in one stage while the previous batch is in the next.
async function loadInStages(
  sql: Sql,
  all: Iterable<ScheduledStep[]>,
  progress: (so: LoadProgress) => void,
): Promise<LoadProgress> {
  const loaded = { changes: 0, events: 0 };
  const ends = stages.map(() => Promise.resolve());
  let analysedAt = 0;
  for (const batch of all) {
    const behind = ends.at(-1);
    let done = Promise.resolve();
    for (const [index, stage] of stages.entries()) {
      const steps = batch.filter((step) => step.stage === stage);
      done = Promise.all([done, ends[index]]).then(() => loadStage(sql, counterByStage[stage], steps));
      // Errors surface where the last stage is awaited.
      done.catch(() => {});
      ends[index] = done;
    }
    loaded.changes += batch.filter(({ isFirst }) => isFirst).length;
    loaded.events += batch.length;
    // Without fresh statistics Postgres would scan tables that it believes to be small.
    if (loaded.changes <= smallHistory && loaded.changes >= 2 * analysedAt) {
      analysedAt = loaded.changes;
      await done.then(() => sql`analyze`);
    }
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
  return Math.floor(Number(row.now) / msPerDay) * msPerDay;
}

function* splitBatches(steps: Iterable<ScheduledStep>, perBatch: number): Generator<ScheduledStep[]> {
  let batch: ScheduledStep[] = [];
  let begun = 0;
  for (const step of steps) {
    if (step.isFirst && begun++ === perBatch) {
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
async function loadStage(
  sql: Sql,
  counter: "change" | "incident" | null,
  steps: readonly ScheduledStep[],
): Promise<void> {
  for (const layer of independentLayers(steps))
    await sql.begin(async (tx) => {
      const [row] = counter ? await tx`select value from counters where name = ${counter} for update` : [];
      const last = { value: Number(row?.value) };
      await loadSteps(
        tx,
        layer.map((step) => withNumbers(step, last)),
      );
    });
}

function withNumbers(
  { records, isFirst, recordType, step, personId, at, input }: ScheduledStep,
  last: { value: number },
): StepWithId {
  if (isFirst) records.change = ++last.value;
  if (step === "fail") records.incident = ++last.value;
  const id = isFirst ? null : recordType === "change" ? records.change : records.incident;
  return { recordType, id, step, personId, at: new Date(at).toISOString(), input };
}
