import { endOidcSessions, openSession } from "@/db/people/signin";
import { groupsIn, isOverage, type RoleGroups, rolesOf } from "@/lib/people/groups";
import { found as foundGroups, foundSentence, type GroupsFound } from "@/lib/people/groups-found";
import { readIdClaims } from "@/lib/people/id-claims";
import { logoutOf } from "@/lib/people/logout-token";
import { type Provider, tokensOf } from "./provider-tokens";
import { spentTokens } from "./spent-tokens";
import { readUserinfo } from "./userinfo";

export type Vouching = { readonly provider: Provider; readonly groupsClaim: string; readonly roleGroups: RoleGroups };

/** `token` is null for a deactivated person; `found` is set where no group gave a role. */
type SignedIn = { token: string | null; overage: boolean; isDeactivated: boolean; found: GroupsFound | null };
export type SignInAnswers = {
  /**
   * Opens one session for a valid id token, which is spent by that, with the roles of its groups. Without groups
   * they are read from userinfo with the access token. Null for an invalid token.
   */
  signIn(idToken: string, accessToken?: string): Promise<SignedIn | null>;
  /** False for an invalid or replayed logout token. */
  signOut(logoutToken: string): Promise<boolean>;
};

type Told = { readonly claims: Readonly<Record<string, unknown>>; readonly found: GroupsFound };

/** Acts only on what the identity provider signed or itself returned. */
export function signInAnswers({ provider, groupsClaim, roleGroups }: Vouching): SignInAnswers {
  const verified = tokensOf(provider);
  const [isNewIdToken, isNewLogout] = [spentTokens(), spentTokens()];
  const issuerOf = (signed: string) => provider.issuerOfPeople ?? signed;
  return { signIn, signOut };

  async function signIn(idToken: string, accessToken = ""): Promise<SignedIn | null> {
    const found = await verified(idToken);
    // Logout tokens have the same keys and audience, so that they must be told apart.
    if (!found || "events" in found.payload || !isNewIdToken(idToken)) return null;
    const { claims: told, found: groups } = await claimsOf(found.payload, accessToken);
    const claims = readIdClaims(told);
    const { roles, overage } = rolesOf(claims, groupsClaim, roleGroups);
    if (roles.length === 0 && !overage) console.info(`Sign-in without a role. ${foundSentence(groups)}`);
    const { iss, sub: subject, name, email = null, sid: oidcSid = null } = claims;
    const token = await openSession({ issuer: issuerOf(iss), subject, name, email, roles, oidcSid });
    return { token, overage, isDeactivated: token === null, found: roles.length === 0 ? groups : null };
  }

  /** Userinfo only adds what the id token lacks. */
  async function claimsOf(idClaims: Readonly<Record<string, unknown>>, accessToken: string): Promise<Told> {
    const own = groupsIn(idClaims, groupsClaim, roleGroups);
    const at = (place: GroupsFound["in"], names: readonly string[], problem: string | null = null) =>
      foundGroups({ claim: groupsClaim, in: place, problem }, names);
    if (own !== null || isOverage(idClaims, groupsClaim)) return { claims: idClaims, found: at("id token", own ?? []) };
    const asked = await readUserinfo(provider, accessToken, String(idClaims.sub));
    if ("problem" in asked) return { claims: idClaims, found: at(null, [], asked.problem) };
    const theirs = groupsIn(asked.claims, groupsClaim, roleGroups);
    return { claims: { ...asked.claims, ...idClaims }, found: at(theirs && "userinfo", theirs ?? []) };
  }

  async function signOut(logoutToken: string): Promise<boolean> {
    const found = await verified(logoutToken);
    const logout = found && logoutOf(found.payload, found.protectedHeader.typ, Date.now() / 1000);
    if (!logout || !isNewLogout(logout.tokenId)) return false;
    await endOidcSessions(issuerOf(logout.issuer), logout.subject, logout.sid);
    return true;
  }
}
