import { type ParseArgsConfig, parseArgs } from "node:util";

/** One command of Windlass: `npm run <script>` in a clone, `windlass <name>` in a release. */
export type Command = {
  /** What follows the name, and what each argument means: shown by `--help`, and with a call that is not understood. */
  readonly usage: string;
  /** False: it runs until it is asked to stop, and then ends what it started. Any other is ended at once. */
  readonly endsByItself?: false;
  /**
   * Does the work. Throws `UsageError` for arguments that it does not understand, and any other error with a sentence that says
   * what is wrong; the result is the exit code, 0 where there is none. `stopRequested` aborts when somebody ends the command.
   */
  run(args: readonly string[], stopRequested: AbortSignal): Promise<number | undefined>;
};

/** The arguments of a call are not understood: the usage is shown with what is wrong, and the exit code is 2. */
export class UsageError extends Error {}

/** The arguments of a call by their options, or `UsageError` with what is not understood. */
export function parseArguments<Config extends Omit<ParseArgsConfig, "args">>(args: readonly string[], config: Config) {
  try {
    return parseArgs({ ...config, args: [...args] });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
