import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { type Runner, run, type TaskList } from "graphile-worker";
import { errorsOnly } from "./queue-logger";
import { openQueuePool } from "./queue-pool";

type Options = {
  readonly url: string;
  readonly name: string;
  readonly tasks: TaskList;
  /** Called for the first error of a series only. */
  readonly log: (sentence: string) => void;
};

const restartDelayMs = 1_000;

/** Runs the queue's jobs. Restarts the runner whenever it ends, which happens when the database goes away at a bad moment. */
export function startQueueRunner({ url, name, tasks, log }: Options): { stop(): Promise<void> } {
  const pool = openQueuePool(url, { name, max: 3 });
  const stopping = new AbortController();
  let hasReported = false;
  let runner: Runner | null = null;
  const report = (message: string) => {
    if (!hasReported && !stopping.signal.aborted) log(`The notification queue failed: ${message}`);
    hasReported = true;
  };
  const ended = keepRunning();
  return {
    stop: async () => {
      stopping.abort();
      await runner?.stop().catch(() => {});
      await ended;
      await pool.end();
    },
  };

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        runner = await run(options());
        if (stopping.signal.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        report(error instanceof Error ? error.message : String(error));
      }
      runner = null;
      await pause(restartDelayMs, null, { signal: stopping.signal }).catch(() => {});
    }
  }

  function options() {
    const events = new EventEmitter();
    const works = () => {
      hasReported = false;
    };
    events.on("worker:getJob:empty", works).on("job:start", works);
    return {
      pgPool: pool,
      taskList: tasks,
      parsedCronItems: [],
      pollInterval: 1_000,
      concurrency: Object.keys(tasks).length,
      noHandleSignals: true,
      logger: errorsOnly(report),
      events,
      // 0 turns batching on: without batching, an error while completing a job is unhandled and ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    };
  }
}
