import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { type LiveSession, readSession } from "@/db/people/read-session";
import { returnPath } from "@/lib/web/return-path";
import { sessionCookie } from "@/lib/web/session-cookie";
import { settings } from "./settings";

export type SessionUser = LiveSession & { token: string };

/** Read from the database, so that an ended session stops working at once. */
export async function currentSessionUser(): Promise<SessionUser | null> {
  const token = await sessionToken();
  const session = token ? await readSession(token) : null;
  return token && session ? { ...session, token } : null;
}

/** Redirects to sign-in and back to `returnTo` without a session, and to an explanation without a role. */
export async function requireSessionUser(returnTo: string): Promise<SessionUser> {
  const person = await currentSessionUser();
  if (!person) redirect(await signInPath(returnTo));
  if (person.roles.length === 0) redirect("/no-role");
  return person;
}

/** The token of the cookie, which may be invalid. */
export async function sessionToken(): Promise<string | null> {
  const jar = await cookies();
  return jar.get(sessionCookie(settings().secure).name)?.value ?? null;
}

/** Sign-in, and from there back to `returnTo`. */
export async function signInPath(returnTo: string): Promise<string> {
  const query = new URLSearchParams({ return: returnPath(returnTo) });
  if (await sessionToken()) query.set("reason", "ended");
  return `/sign-in?${query}`;
}
