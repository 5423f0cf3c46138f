import { serve } from "../serve/serve";
import { type Command, UsageError } from "./command";
import { runUntilStopped } from "./until-stopped";

export const command: Command = {
  usage: `[--dev]
  Migrates the database, then serves pages and runs the workers until it is ended.
  --dev  in a clone: with the development server`,
  endsByItself: false,
  run: (args, stopRequested) => {
    const development = args[0] === "--dev" && !process.env.WINDLASS_IS_RELEASE;
    if (args.length > (development ? 1 : 0)) throw new UsageError("The only argument, in a clone, is --dev.");
    return runUntilStopped(stopRequested, (stops) => serve(stops, { development }));
  },
};
