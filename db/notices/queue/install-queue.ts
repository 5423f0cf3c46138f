import { makeWorkerUtils } from "graphile-worker";
import type { Sql } from "postgres";
import { errorsOnly } from "./queue-logger";
import { openQueuePool } from "./queue-pool";

/** The tables of the queue's runner, and what the worker does with each to take, fail and finish jobs. */
const rights: readonly (readonly [table: string, words: string])[] = [
  // It has no recurring jobs, and yet the runner looks for them.
  ["_private_known_crontabs", "select"],
  ["_private_tasks", "select, insert (identifier)"],
  ["_private_job_queues", "select, update (locked_at, locked_by)"],
  ["_private_jobs", "select, delete, update (attempts, locked_at, locked_by, last_error, run_at, payload)"],
];

/**
 * Brings the schema of the queue up to date in the database at `url`, its owner's; removes jobs that nobody will run
 * again; and gives the worker's role, where there is one, what running the queue takes. The caller holds the lock of the
 * migrations. Changes nothing when all is there.
 */
export async function installQueue(url: string, owner: Sql): Promise<void> {
  const pool = openQueuePool(url, { name: "windlass migrate", max: 1 });
  try {
    const queue = await makeWorkerUtils({ pgPool: pool, logger: errorsOnly(() => {}) });
    await queue.cleanup({ tasks: ["DELETE_PERMAFAILED_JOBS"] });
    await queue.release();
  } finally {
    await pool.end();
  }
  const [worker] = await owner`select from pg_roles where rolname = 'windlass_worker'`;
  if (worker) await grantTo(owner);
}

async function grantTo(owner: Sql): Promise<void> {
  const rows = await owner<{ table: string }[]>`
    select tablename as table from pg_policies where schemaname = 'graphile_worker' and policyname = 'the_worker_runs_jobs'`;
  const seen = new Set(rows.map(({ table }) => table));
  const statements = rights.flatMap(([table, words]) => [
    `grant ${words} on graphile_worker.${table} to windlass_worker`,
    // The queue's tables show no row to a role that no policy names.
    ...(seen.has(table)
      ? []
      : [
          `create policy the_worker_runs_jobs on graphile_worker.${table} to windlass_worker using (true) with check (true)`,
        ]),
  ]);
  await owner.unsafe(
    [
      "grant usage on schema graphile_worker to windlass_worker",
      // At its start the runner looks whether the schema is the one it knows.
      "grant select on graphile_worker.migrations to windlass_worker",
      ...statements,
    ].join(";\n"),
  );
}
