import type { Instrumentation } from "next";

/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { replaceFailureResponses } = await import("./app/_request/failure-responses");
  const { holdDraftsOfOtherProcesses } = await import("./app/_steps/memory-drafts");
  const { warmPools } = await import("./db/steps/warm-pools");
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
