import type { Account, AuthOptions } from "next-auth";
import { settings } from "@/app/_request/settings";
import type { GroupsFound } from "@/lib/people/groups-found";
import { signInErrorCodes } from "@/lib/people/sign-in-failure";
import { cookieFor, sessionCookie, sessionCookieSeconds } from "@/lib/web/session-cookie";
import { oidcProvider } from "./provider";
import { requestSignIn } from "./sign-in-client";
import { reportSignInProblem } from "./sign-in-problem";

/** `isDeactivated`: the token is valid, but the person is deactivated. */
export type SignInOutcome = {
  token: string | null;
  overage: boolean;
  isDeactivated: boolean;
  /** Where no group gave a role: the claim that was read and its value. */
  found: GroupsFound | null;
};

/** next-auth writes our session token into our cookie; the result is left in `outcome`. */
export function authOptions(origin: string, outcome: SignInOutcome): AuthOptions {
  return {
    providers: [oidcProvider(origin)],
    secret: settings().authSecret ?? undefined,
    pages: { signIn: "/sign-in", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: sessionCookieSeconds },
    cookies: authCookies(settings().secure),
    jwt: { encode: () => outcome.token ?? "", decode: () => null },
    callbacks: {
      jwt: async ({ token, account }) => {
        await completeSignIn(account, outcome);
        return token;
      },
    },
    logger: { error: reportSignInProblem, warn: () => {}, debug: () => {} },
  };
}

/** The cookies of the authorization code flow, by next-auth's names. */
export function authCookies(secure: boolean): AuthOptions["cookies"] {
  return {
    sessionToken: sessionCookie(secure),
    callbackUrl: cookieFor("windlass-oidc-return", secure),
    csrfToken: cookieFor("windlass-oidc-csrf", secure),
    pkceCodeVerifier: cookieFor("windlass-oidc-pkce", secure),
    state: cookieFor("windlass-oidc-state", secure),
    nonce: cookieFor("windlass-oidc-nonce", secure),
  };
}

async function completeSignIn(
  account: Pick<Account, "id_token" | "access_token"> | null,
  outcome: SignInOutcome,
): Promise<void> {
  const found = await requestSignIn(account?.id_token ?? "", account?.access_token ?? "");
  if (!found)
    throw Object.assign(new Error("The sign-in process did not take the ID token."), {
      code: signInErrorCodes.tokenRefused,
    });
  Object.assign(outcome, found);
}
