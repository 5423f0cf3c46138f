import { whenNpmIsGone } from "./serve/npm-parent.mjs";

/**
 * Runs a command and exits with its result: an error is printed with its causes. When the npm that
 * started it is gone, it exits at once, or as the second argument says.
 */
export async function runCommand(
  work: () => Promise<void>,
  onParentGone: () => void = () => process.exit(1),
): Promise<never> {
  whenNpmIsGone(onParentGone);
  try {
    await work();
    process.exit();
  } catch (error) {
    console.error(errorMessages(error).join("\n"));
    process.exit(1);
  }
}

const errorMessages = (error: unknown): string[] =>
  error instanceof Error ? [error.message, ...(error.cause ? errorMessages(error.cause) : [])] : [String(error)];
