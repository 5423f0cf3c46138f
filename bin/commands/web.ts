import { serveWeb } from "../serve/serve-web";
import { type Command, UsageError } from "./command";
import { runUntilStopped } from "./until-stopped";

export const command: Command = {
  usage: `
  Serves pages until it is ended, and does nothing else: the database was migrated by \`migrate\`, and \`worker\` runs
  somewhere. Any number may run behind a balancer, with the same secrets.`,
  endsByItself: false,
  run: (args, stopRequested) => {
    if (args.length > 0) throw new UsageError("It takes no arguments: the environment says what it serves.");
    return runUntilStopped(stopRequested, serveWeb);
  },
};
