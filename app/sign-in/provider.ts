import type { OAuthConfig } from "next-auth/providers/oauth";
import { settings } from "@/app/_request/settings";
import { type IdClaims, parseIdClaims } from "@/lib/people/id-claims";

/** The only provider; `origin` is where the browser is. */
export function oidcProvider(origin: string): OAuthConfig<IdClaims> {
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
    profile: (profile) => ({ id: parseIdClaims(profile).sub }),
  };
}

function endpoints(origin: string) {
  const { oidc, idpPort, scopes: scope } = settings();
  if (idpPort === null) {
    const wellKnown = `${oidc?.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    return { wellKnown, authorization: { params: { scope } } };
  }
  // The browser stays on its origin, while this process reaches the demo provider directly.
  const providerUrl = `http://127.0.0.1:${idpPort}/idp`;
  return {
    issuer: oidc?.issuer,
    authorization: { url: `${origin}/idp/auth`, params: { scope, prompt: "login" } },
    token: { url: `${providerUrl}/token` },
    jwks_endpoint: `${providerUrl}/jwks`,
  };
}
