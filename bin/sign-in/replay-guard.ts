import { createHash } from "node:crypto";

const retentionMs = 15 * 60 * 1000;
const maxRemembered = 100_000;

/** True the first time a token is seen; tokens are remembered for longer than they are valid. */
export function replayGuard(): (token: string) => boolean {
  const expiresAt = new Map<string, number>();
  return (token) => {
    const now = Date.now();
    for (const [other, end] of expiresAt) {
      if (end >= now && expiresAt.size <= maxRemembered) break;
      expiresAt.delete(other);
    }
    const id = createHash("sha256").update(token).digest("base64url");
    if (expiresAt.has(id)) return false;
    expiresAt.set(id, now + retentionMs);
    return true;
  };
}
