import { whenNpmIsGone } from "../serve/npm-parent.mjs";
import { type Command, UsageError } from "./command";

/**
 * Runs a command and exits with its result: an error is printed with its causes. A signal, or the end of the npm that started it,
 * ends it at once, or requests one to stop that does not end by itself.
 */
export async function runCommand(call: string, command: Command, args: readonly string[]): Promise<never> {
  const usage = `Usage: ${call} ${command.usage}`;
  if (args.includes("--help")) {
    console.log(usage);
    process.exit();
  }
  const stopping = new AbortController();
  const stop = () => {
    if (command.endsByItself !== false) process.exit(1);
    stopping.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  whenNpmIsGone(stop);
  try {
    process.exit((await command.run(args, stopping.signal)) ?? 0);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error([...errorMessages(error), ...(isUsage ? [usage] : [])].join("\n"));
    process.exit(isUsage ? 2 : 1);
  }
}

const errorMessages = (error: unknown): string[] =>
  error instanceof Error ? [error.message, ...(error.cause ? errorMessages(error.cause) : [])] : [String(error)];
