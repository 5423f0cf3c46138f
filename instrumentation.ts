import type { Instrumentation } from "next";

/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { replaceFailureResponses: answerFailuresInWords } = await import("./app/_request/failure-responses");
  answerFailuresInWords();
  const { warmPools } = await import("./db/steps/warm-pools");
  // Not awaited: a server whose database is away starts, and says so on its pages.
  void warmPools();
}

/** Next calls this for every failed page, handler or action. */
export const onRequestError: Instrumentation.onRequestError = async (error, { headers }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { recordFailure: noteFailure } = await import("./app/_request/failure-responses");
  noteFailure(headers, error);
};
