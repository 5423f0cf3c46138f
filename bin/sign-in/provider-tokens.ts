import { createRemoteJWKSet, errors, type JWTVerifyResult, jwtVerify } from "jose";
import { z } from "zod";

export type IdentityProvider = {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: from discovery. */
  readonly jwksUrl: string | null;
  /** The issuer under which people are stored: its own, or one fixed name for the demo's, whatever its port. */
  readonly personIssuer: string | null;
};

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
const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const maxTokenAge = "5 minutes";

type KeySet = ReturnType<typeof createRemoteJWKSet>;

/** Null for a token that is not fresh, not the provider's or not for this client. */
export function tokenVerifier(provider: IdentityProvider): (token: string) => Promise<JWTVerifyResult | null> {
  let cached: { issuer: string; keys: KeySet } | undefined;
  return async (token) => {
    cached ??= await issuerAndKeys(provider);
    const checks = { issuer: cached.issuer, audience: provider.clientId, algorithms, clockTolerance: 60 };
    return jwtVerify(token, cached.keys, { ...checks, maxTokenAge }).catch(nullIfRefused);
  };
}

async function issuerAndKeys({ issuer, jwksUrl }: IdentityProvider): Promise<{ issuer: string; keys: KeySet }> {
  if (jwksUrl !== null) return { issuer, keys: createRemoteJWKSet(new URL(jwksUrl)) };
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  const { issuer: name, jwks_uri: jwksUri } = discoverySchema.parse(await answer.json());
  return { issuer: name, keys: createRemoteJWKSet(new URL(jwksUri)) };
}

// An unreachable provider is an error, not an invalid token: the sender tries again.
function nullIfRefused(error: unknown): null {
  if (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout) throw error;
  const claim =
    error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired ? error.claim : "";
  console.warn(`A token of the identity provider is not valid: ${error.code}${claim ? `, its claim “${claim}”` : ""}.`);
  return null;
}
