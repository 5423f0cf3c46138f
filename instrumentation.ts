import type { Instrumentation } from "next";

/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { buildInfo } = await import("./db/monitoring/build-info");
  const { logFields, openLog } = await import("./db/monitoring/log");
  const { observeRequests } = await import("./app/_request/observe-requests");
  const { answerForAllProcesses } = await import("./app/metrics/all-processes");
  const { startCounting, setPoolSize } = await import("./db/monitoring/process-metrics");
  const { poolSizes } = await import("./db/connection/client");
  const { replaceFailureResponses } = await import("./app/_request/failure-responses");
  const { settings } = await import("./app/_request/settings");
  const { holdDraftsOfOtherProcesses } = await import("./app/_steps/memory-drafts");
  const { warmPools } = await import("./db/steps/warm-pools");
  // In development errors are printed whole.
  if (process.env.NODE_ENV === "production") openLog("web", settings().logFormat);
  logFields(buildInfo(settings().commit), "The web server starts.");
  observeRequests();
  startCounting();
  for (const [pool, size] of Object.entries(poolSizes)) setPoolSize(pool, size);
  answerForAllProcesses();
  replaceFailureResponses();
  holdDraftsOfOtherProcesses();
  // Not awaited: a server whose database is away starts, and says so on its pages.
  void warmPools();
}

/** Next calls this for every failed page, handler or action. */
export const onRequestError: Instrumentation.onRequestError = async (error, { headers }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { recordFailure } = await import("./app/_request/failure-responses");
  recordFailure(headers, error);
};
