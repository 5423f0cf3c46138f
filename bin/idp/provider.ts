import Provider, { type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import { demoAccounts } from "@/lib/people/demo-accounts";
import type { IdpKeys } from "./keys";
import { errorPage, signedOutPage, signOutPage } from "./pages";

export type IdpAddresses = { issuer: string; clientId: string; origins: readonly string[]; backchannelLogout: string };

/** An OpenID provider (code flow, PKCE, nonce) with the demo accounts and one client. */
export function demoProvider(addresses: IdpAddresses, keys: IdpKeys): Provider {
  const provider = new Provider(addresses.issuer, configuration(addresses, keys));
  // The product proxies its pages and sends the origin in X-Forwarded headers.
  provider.proxy = true;
  return provider;
}

function configuration({ clientId, origins, backchannelLogout }: IdpAddresses, keys: IdpKeys): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: keys.clientSecret,
        client_name: "Windlass",
        redirect_uris: origins.map((origin) => `${origin}/api/auth/callback/oidc`),
        post_logout_redirect_uris: [...origins],
        backchannel_logout_uri: backchannelLogout,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [keys.signingKey] },
    cookies: { keys: [keys.cookieKey], names: cookieNames, long: { path: "/idp", sameSite: "lax", signed: true } },
    // Groups in the id token, as companies' providers send them.
    conformIdTokenClaims: false,
    claims: { openid: ["sub", "sid", "groups"], profile: ["name"], email: ["email"] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: signOut, postLogoutSuccessSource: signedOut },
    },
    interactions: { url: (_ctx, interaction) => `/idp/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => account(id),
    loadExistingGrant: grantAll,
    renderError: (ctx, { error, error_description }) => html(ctx, errorPage(error, error_description)),
    fetch: fetchLoopback,
    ttl: { Session: 8 * 3600, Interaction: 3600, Grant: 8 * 3600, IdToken: 3600, AccessToken: 3600 },
  };
}

const cookieNames = { session: "idp-session", interaction: "idp-interaction", resume: "idp-resume" };

function account(id: string) {
  const found = demoAccounts.find((each) => each.id === id);
  if (!found) return undefined;
  const { name, email, groups } = found;
  return { accountId: id, claims: () => ({ sub: id, name, email, groups }) };
}

// No consent page: provider and client are one product.
async function grantAll(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope("openid profile email");
  await grant.save();
  return grant;
}

// By default it refuses loopback addresses, where its only client is.
const fetchLoopback: Configuration["fetch"] = (url, init) =>
  fetch(url, Object.assign({}, init, { dispatcher: undefined }));

function signOut(ctx: KoaContextWithOIDC, form: string): void {
  html(ctx, signOutPage(form));
}

function signedOut(ctx: KoaContextWithOIDC): void {
  html(ctx, signedOutPage());
}

function html(ctx: KoaContextWithOIDC, page: string): void {
  ctx.type = "html";
  ctx.body = page;
}
