import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

/** Finds the addresses of a host; a test brings its own. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/** The addresses of a host as this machine finds them; the host itself where it is an address. Empty where it leads nowhere. */
export const resolveHost: ResolveHost = async (hostname) => {
  const bare = withoutBrackets(hostname);
  if (isIP(bare)) return [bare];
  try {
    return (await lookup(bare, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
};

/** "[::1]" as "::1". */
export const withoutBrackets = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, "$1");
