import { signinSql } from "@/db/connection/client";
import type { Role } from "@/lib/rules/roles";
import { hashOf, newToken } from "./session-token";

type SignedInPerson = {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  roles: readonly Role[];
  oidcSid: string | null;
};

/** Opens a session for a verified identity, with exactly these roles. Returns its token; null for a deactivated person. */
export async function openSession(who: SignedInPerson): Promise<string | null> {
  const { issuer, subject, name, email, roles, oidcSid } = who;
  const token = newToken();
  const [row] = await signinSql()`
    select sign_in(${issuer}, ${subject}, ${name}, ${email}, ${[...roles]}::text[], ${oidcSid}, ${hashOf(token)}) as person`;
  return row?.person ? token : null;
}

/** OIDC back-channel logout, by subject, session id, or both. */
export async function endOidcSessions(issuer: string, subject: string | null, sid: string | null): Promise<void> {
  await signinSql()`select end_oidc_sessions(${issuer}, ${subject}, ${sid})`;
}
