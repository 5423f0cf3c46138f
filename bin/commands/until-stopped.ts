import { once } from "node:events";
import { ShutdownHooks } from "../serve/shutdown-hooks";

/**
 * Starts parts that run until the command is asked to stop, then ends them in reverse order. Throws when one of them ends by
 * itself: whoever supervises the command starts all of it again.
 */
export async function runUntilStopped(
  stopRequested: AbortSignal,
  start: (stops: ShutdownHooks) => Promise<{ readonly died: Promise<string> }>,
): Promise<undefined> {
  const stops = new ShutdownHooks();
  const stopped = stopRequested.aborted ? Promise.resolve() : once(stopRequested, "abort").then(() => {});
  try {
    // What is half started when somebody stops it has to end too.
    const started = start(stops);
    started.catch(() => {});
    const died = await Promise.race([started.then((parts) => parts.died), stopped]);
    if (died && !stopRequested.aborted) throw new Error(`${died} stopped unexpectedly, so Windlass stops.`);
  } catch (error) {
    if (!stopRequested.aborted) throw error;
  } finally {
    await stops.runAll();
  }
  return undefined;
}
