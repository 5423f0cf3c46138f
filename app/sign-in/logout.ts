import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { type Logout, logoutOf } from "@/lib/logout-token";
import type { Settings } from "@/lib/settings";
import { issuerKeys, issuerOfPeople } from "./issuer";

const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];
const rememberedMs = 15 * 60 * 1000;
const mostRemembered = 10_000;

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
const tokensSeen = new Map<string, number>();

/** What a logout token says, when the provider signed it for this product, just now and for the first time; else null. */
export async function logoutIn(token: string, settings: Settings): Promise<Logout | null> {
  const { issuer, jwksUri } = await issuerKeys(settings);
  const checks = { issuer, audience: settings.oidc?.clientId, algorithms, clockTolerance: 60 };
  const verified = await jwtVerify(token, keysAt(jwksUri), checks).catch(nullIfRefused);
  if (!verified) return null;
  const logout = logoutOf(verified.payload, verified.protectedHeader.typ, Date.now() / 1000);
  if (!logout || !isNew(logout.tokenId)) return null;
  return { ...logout, issuer: issuerOfPeople(logout.issuer, settings) };
}

function keysAt(address: string) {
  const keys = keySets.get(address) ?? createRemoteJWKSet(new URL(address));
  keySets.set(address, keys);
  return keys;
}

// A provider that cannot be reached is no refusal of the token: that becomes a 500, and it tries again.
function nullIfRefused(error: unknown): null {
  if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null;
  throw error;
}

function isNew(tokenId: string): boolean {
  const now = Date.now();
  for (const [id, until] of tokensSeen) if (until < now || tokensSeen.size > mostRemembered) tokensSeen.delete(id);
  if (tokensSeen.has(tokenId)) return false;
  tokensSeen.set(tokenId, now + rememberedMs);
  return true;
}
