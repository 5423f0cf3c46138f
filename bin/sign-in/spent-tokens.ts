import { createHash } from "node:crypto";

const rememberedMs = 15 * 60 * 1000;
const mostRemembered = 100_000;

/** True the first time a token is seen; tokens are remembered for longer than they are valid. */
export function spentTokens(): (token: string) => boolean {
  const until = new Map<string, number>();
  return (token) => {
    const now = Date.now();
    for (const [other, end] of until) {
      if (end >= now && until.size <= mostRemembered) break;
      until.delete(other);
    }
    const id = createHash("sha256").update(token).digest("base64url");
    if (until.has(id)) return false;
    until.set(id, now + rememberedMs);
    return true;
  };
}
