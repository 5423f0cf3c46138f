import { endOidcSessions, openSession } from "@/db/signin";
import { type RoleGroups, rolesOf } from "@/lib/groups";
import { readIdClaims } from "@/lib/id-claims";
import { logoutOf } from "@/lib/logout-token";
import { type Provider, tokensOf } from "./provider-tokens";
import { spentTokens } from "./spent-tokens";

export type Vouching = { readonly provider: Provider; readonly groupsClaim: string; readonly roleGroups: RoleGroups };

/** `token` of the session that was opened: null for somebody who is deactivated. */
export type SignedIn = { token: string | null; overage: boolean; isDeactivated: boolean };
export type SignInAnswers = {
  /** Opens one session for an id token of the provider, with the roles that its groups give; the token is spent by that. Null: it is none. */
  signIn(idToken: string): Promise<SignedIn | null>;
  /** Ends the sessions that a logout token of the provider names; false when it is none, or came before. */
  signOut(logoutToken: string): Promise<boolean>;
};

/** What the sign-in process does for whoever asks it: only what the identity provider signed. */
export function signInAnswers({ provider, groupsClaim, roleGroups }: Vouching): SignInAnswers {
  const verified = tokensOf(provider);
  const [isNewIdToken, isNewLogout] = [spentTokens(), spentTokens()];
  const issuerOf = (signed: string) => provider.issuerOfPeople ?? signed;
  return { signIn, signOut };

  async function signIn(idToken: string): Promise<SignedIn | null> {
    const found = await verified(idToken);
    // A logout token is signed by the same keys for the same client.
    if (!found || "events" in found.payload || !isNewIdToken(idToken)) return null;
    const claims = readIdClaims(found.payload);
    const { roles, overage } = rolesOf(claims, groupsClaim, roleGroups);
    const { iss, sub: subject, name, email = null, sid: oidcSid = null } = claims;
    const token = await openSession({ issuer: issuerOf(iss), subject, name, email, roles, oidcSid });
    return { token, overage, isDeactivated: token === null };
  }

  async function signOut(logoutToken: string): Promise<boolean> {
    const found = await verified(logoutToken);
    const logout = found && logoutOf(found.payload, found.protectedHeader.typ, Date.now() / 1000);
    if (!logout || !isNewLogout(logout.tokenId)) return false;
    await endOidcSessions(issuerOf(logout.issuer), logout.subject, logout.sid);
    return true;
  }
}
