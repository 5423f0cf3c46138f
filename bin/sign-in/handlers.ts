import { endOidcSessions, openSession } from "@/db/people/open-session";
import { groupsFromClaims, hasGroupsOverage, type RoleGroups, rolesFromClaims } from "@/lib/people/group-roles";
import { toGroupsFound as foundGroups, type GroupsFound, groupsFoundSentence } from "@/lib/people/groups-found";
import { parseIdClaims } from "@/lib/people/id-claims";
import { parseLogoutToken } from "@/lib/people/logout-token";
import { type IdentityProvider, tokenVerifier } from "./provider-tokens";
import { replayGuard } from "./replay-guard";
import { readUserinfo } from "./userinfo";

export type IdentityTrust = {
  readonly provider: IdentityProvider;
  readonly groupsClaim: string;
  readonly roleGroups: RoleGroups;
};

/** `token` is null for a deactivated person; `found` is set where no group gave a role. */
type SignInResult = { token: string | null; overage: boolean; isDeactivated: boolean; found: GroupsFound | null };
export type SignInHandlers = {
  /**
   * Opens one session for a valid id token, which is spent by that, with the roles of its groups. Without groups
   * they are read from userinfo with the access token. Null for an invalid token.
   */
  signIn(idToken: string, accessToken?: string): Promise<SignInResult | null>;
  /** False for an invalid or replayed logout token. */
  signOut(logoutToken: string): Promise<boolean>;
};

type ClaimsAndGroups = { readonly claims: Readonly<Record<string, unknown>>; readonly found: GroupsFound };

/** Acts only on what the identity provider signed or itself returned. */
export function signInHandlers({ provider, groupsClaim, roleGroups }: IdentityTrust): SignInHandlers {
  const verifyToken = tokenVerifier(provider);
  const [isNewIdToken, isNewLogout] = [replayGuard(), replayGuard()];
  const issuerOf = (signed: string) => provider.personIssuer ?? signed;
  return { signIn, signOut };

  async function signIn(idToken: string, accessToken = ""): Promise<SignInResult | null> {
    const verified = await verifyToken(idToken);
    // Logout tokens have the same keys and audience, so that they must be told apart.
    if (!verified) return null;
    if ("events" in verified.payload || !isNewIdToken(idToken)) {
      console.warn("An ID token was not taken: it was used before, or is a logout token.");
      return null;
    }
    const { claims: merged, found: groups } = await claimsWithGroups(verified.payload, accessToken);
    const claims = parseIdClaims(merged);
    const { roles, overage } = rolesFromClaims(claims, groupsClaim, roleGroups);
    if (overage)
      console.warn("Sign-in without a role: the identity provider left the groups out, because there are too many.");
    else if (roles.length === 0) console.warn(`Sign-in without a role. ${groupsFoundSentence(groups)}`);
    const { iss, sub: subject, name, email = null, sid: oidcSid = null } = claims;
    const token = await openSession({ issuer: issuerOf(iss), subject, name, email, roles, oidcSid });
    if (token === null) console.warn("Sign-in of somebody who is deactivated in Windlass.");
    return { token, overage, isDeactivated: token === null, found: roles.length === 0 ? groups : null };
  }

  /** Userinfo only adds what the id token lacks. */
  async function claimsWithGroups(
    idClaims: Readonly<Record<string, unknown>>,
    accessToken: string,
  ): Promise<ClaimsAndGroups> {
    const ownGroups = groupsFromClaims(idClaims, groupsClaim, roleGroups);
    const groupsFoundIn = (foundIn: GroupsFound["in"], names: readonly string[], problem: string | null = null) =>
      foundGroups({ claim: groupsClaim, in: foundIn, problem }, names);
    if (ownGroups !== null || hasGroupsOverage(idClaims, groupsClaim))
      return { claims: idClaims, found: groupsFoundIn("id token", ownGroups ?? []) };
    const userinfo = await readUserinfo(provider, accessToken, String(idClaims.sub));
    if ("problem" in userinfo) return { claims: idClaims, found: groupsFoundIn(null, [], userinfo.problem) };
    const userinfoGroups = groupsFromClaims(userinfo.claims, groupsClaim, roleGroups);
    return {
      claims: { ...userinfo.claims, ...idClaims },
      found: groupsFoundIn(userinfoGroups && "userinfo", userinfoGroups ?? []),
    };
  }

  async function signOut(logoutToken: string): Promise<boolean> {
    const verified = await verifyToken(logoutToken);
    const logout = verified && parseLogoutToken(verified.payload, verified.protectedHeader.typ, Date.now() / 1000);
    if (!logout || !isNewLogout(logout.tokenId)) return false;
    await endOidcSessions(issuerOf(logout.issuer), logout.subject, logout.sid);
    return true;
  }
}
