import type { Instrumentation } from "next";

/** Once in the web server's process, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { answerFailuresInWords } = await import("./app/_request/failed-answers");
  answerFailuresInWords();
}

/** Whenever a page, a handler or an action failed. */
export const onRequestError: Instrumentation.onRequestError = async (error, { headers }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { noteFailure } = await import("./app/_request/failed-answers");
  noteFailure(headers, error);
};
