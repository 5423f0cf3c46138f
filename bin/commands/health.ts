import { environment } from "@/lib/settings/environment";
import { localAddress } from "../serve/port";
import { type Command, UsageError } from "./command";

const waitMs = 4_000;

export const command: Command = {
  usage: `
  Asks the pages that are served on this machine, at HOST and PORT, whether they answer: exits with 0 if they do. For the
  health check of a container, which has no other program to ask with.`,
  run: async (args) => {
    if (args.length > 0) throw new UsageError("It takes no arguments: HOST and PORT say where pages are served.");
    const address = healthAddress(process.env);
    const response = await fetch(address, { signal: AbortSignal.timeout(waitMs) }).catch((error: unknown) => {
      throw new Error(`${address} does not answer.`, { cause: error });
    });
    if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
    return 0;
  },
};

/** Where the health of what listens at HOST and PORT is asked for on this machine. */
export function healthAddress(env: Readonly<Record<string, string | undefined>>): string {
  const port = environment.shape.PORT.parse(env.PORT || undefined);
  return `${localAddress(env.HOST || "127.0.0.1", port)}/healthz`;
}
