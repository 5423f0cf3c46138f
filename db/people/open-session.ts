import { signinSql } from "@/db/connection/client";
import type { Role } from "@/lib/rules/roles";
import { newToken, tokenHash } from "./session-token";

type VerifiedIdentity = {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  roles: readonly Role[];
  oidcSid: string | null;
};

/** Opens a session for a verified identity, with exactly these roles. Returns its token; null for a deactivated person. */
export async function openSession(identity: VerifiedIdentity): Promise<string | null> {
  const { issuer, subject, name, email, roles, oidcSid } = identity;
  const token = newToken();
  const [row] = await signinSql()`
    select sign_in(${issuer}, ${subject}, ${name}, ${email}, ${[...roles]}::text[], ${oidcSid}, ${tokenHash(token)}) as person`;
  return row?.person ? token : null;
}

/** OIDC back-channel logout, by subject, session id, or both. */
export async function endOidcSessions(issuer: string, subject: string | null, sid: string | null): Promise<void> {
  await signinSql()`select end_oidc_sessions(${issuer}, ${subject}, ${sid})`;
}
