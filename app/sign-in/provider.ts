import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { settings } from "../settings";

const claims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1),
  sid: z.string().optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
});

/** The claims of a verified id token. */
export type Claims = z.infer<typeof claims>;

/** The one way to sign in, as next-auth takes it; `origin` is where the browser is. */
export function oidcProvider(origin: string): OAuthConfig<Claims> {
  const { oidc } = settings();
  return {
    id: "oidc",
    name: "OpenID Connect",
    type: "oauth",
    clientId: oidc?.clientId,
    clientSecret: oidc?.clientSecret,
    ...endpoints(origin),
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    httpOptions: { timeout: 10_000 },
    profile: (profile) => ({ id: claims.parse(profile).sub }),
  };
}

/** The person whom the claims are about, by the best name they give. */
export function readClaims(profile: unknown): Claims & { name: string } {
  const read = claims.parse(profile);
  return { ...read, name: read.name ?? read.preferred_username ?? read.email ?? read.sub };
}

function endpoints(origin: string) {
  const { oidc, idpPort, scopes: scope } = settings();
  if (idpPort === null) {
    const wellKnown = `${oidc?.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    return { wellKnown, authorization: { params: { scope } } };
  }
  // The browser stays on the origin it came by, while this process reaches the demo provider directly.
  const here = `http://127.0.0.1:${idpPort}/idp`;
  return {
    issuer: oidc?.issuer,
    authorization: { url: `${origin}/idp/auth`, params: { scope, prompt: "login" } },
    token: { url: `${here}/token` },
    jwks_endpoint: `${here}/jwks`,
  };
}
