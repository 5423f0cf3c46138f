import { makeWorkerUtils } from "graphile-worker";
import type { Sql } from "postgres";
import { errorsOnly } from "./queue-logger";
import { openQueuePool } from "./queue-pool";

/** The privileges on graphile-worker's tables that taking, failing and finishing jobs needs. */
const queueGrants: readonly (readonly [table: string, words: string])[] = [
  // There are no recurring jobs, but the runner looks for them.
  ["_private_known_crontabs", "select"],
  ["_private_tasks", "select, insert (identifier)"],
  ["_private_job_queues", "select, update (locked_at, locked_by)"],
  ["_private_jobs", "select, delete, update (attempts, locked_at, locked_by, last_error, run_at, payload)"],
];

/**
 * Migrates graphile-worker's schema in the database at `url` (its owner's), removes jobs that failed for good, and grants the
 * worker's role, where it exists, what running the queue needs. Idempotent. The caller holds the migration lock.
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
  if (worker) await grantQueueRights(owner);
}

async function grantQueueRights(owner: Sql): Promise<void> {
  const rows = await owner<{ table: string }[]>`
    select tablename as table from pg_policies where schemaname = 'graphile_worker' and policyname = 'the_worker_runs_jobs'`;
  const tablesWithPolicy = new Set(rows.map(({ table }) => table));
  const statements = queueGrants.flatMap(([table, privileges]) => [
    `grant ${privileges} on graphile_worker.${table} to windlass_worker`,
    // The queue's tables have row-level security: without a policy the role sees no row.
    ...(tablesWithPolicy.has(table)
      ? []
      : [
          `create policy the_worker_runs_jobs on graphile_worker.${table} to windlass_worker using (true) with check (true)`,
        ]),
  ]);
  await owner.unsafe(
    [
      "grant usage on schema graphile_worker to windlass_worker",
      // At its start the runner checks the version of the schema.
      "grant select on graphile_worker.migrations to windlass_worker",
      ...statements,
    ].join(";\n"),
  );
}
