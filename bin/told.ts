import { whenNpmIsGone } from "./serve/npm-parent.mjs";

/**
 * Runs a command's `work` and leaves with its end: an error is told by its sentences, and those of its causes. When the npm that
 * started it is gone, it leaves at once, or as `leave` says.
 */
export async function tell(work: () => Promise<void>, leave: () => void = () => process.exit(1)): Promise<never> {
  whenNpmIsGone(leave);
  try {
    await work();
    process.exit();
  } catch (error) {
    console.error(sentencesOf(error).join("\n"));
    process.exit(1);
  }
}

const sentencesOf = (error: unknown): string[] =>
  error instanceof Error ? [error.message, ...(error.cause ? sentencesOf(error.cause) : [])] : [String(error)];
