import { z } from "zod";

const logoutEvent = "http://schemas.openid.net/event/backchannel-logout";

const claims = z.object({
  iss: z.string(),
  jti: z.string().min(1),
  iat: z.number(),
  exp: z.number().optional(),
  sub: z.string().optional(),
  sid: z.string().optional(),
  nonce: z.undefined().optional(),
  events: z.object({ [logoutEvent]: z.object({}) }),
});

type LogoutRequest = { issuer: string; tokenId: string; subject: string | null; sid: string | null };

const longestAgeSeconds = 5 * 60;
const clockSkewSeconds = 60;

/** Whose sessions a logout token ends (OpenID Connect Back-Channel Logout 2.6), or null when it is none. */
export function parseLogoutToken(payload: unknown, type: string | undefined, nowSeconds: number): LogoutRequest | null {
  if (!["logout+jwt", "jwt", undefined].includes(type?.toLowerCase())) return null;
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return null;
  const { iss, jti, iat, sub = null, sid = null } = parsed.data;
  if (sub === null && sid === null) return null;
  if (iat > nowSeconds + clockSkewSeconds || iat < nowSeconds - longestAgeSeconds) return null;
  return { issuer: iss, tokenId: jti, subject: sub, sid };
}
