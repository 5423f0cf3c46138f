import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { noteInRequest } from "@/db/monitoring/request-context";
import { type LiveSession, readSession } from "@/db/people/read-session";
import { returnPath } from "@/lib/web/return-path";
import { sessionCookie } from "@/lib/web/session-cookie";
import { settings } from "./settings";

export type SessionUser = LiveSession & { token: string };

const sessionsByRequest = new WeakMap<NextRequest, Promise<SessionUser | null>>();

/** Read from the database, so that an ended session stops working at once; once for a request, however many ask. */
export function sessionUserOf(request: NextRequest): Promise<SessionUser | null> {
  const known = sessionsByRequest.get(request);
  if (known) return known;
  const reading = readSessionUser(request.cookies.get(cookieName())?.value ?? null);
  sessionsByRequest.set(request, reading);
  reading.catch(() => sessionsByRequest.delete(request));
  return reading;
}

/** The same where there is no request to ask of: in a server action. */
export const currentSessionUser = async (): Promise<SessionUser | null> => readSessionUser(await sessionToken());

async function readSessionUser(token: string | null): Promise<SessionUser | null> {
  const session = token ? await readSession(token) : null;
  if (!token || !session) return null;
  noteInRequest({ person: session.personId });
  return { ...session, token };
}

/** Redirects to sign-in and back to `returnTo` without a session, and to an explanation without a role. */
export async function requireSessionUser(request: NextRequest, returnTo: string): Promise<SessionUser> {
  const person = await sessionUserOf(request);
  if (!person) redirect(await signInPath(returnTo));
  if (person.roles.length === 0) redirect("/no-role");
  return person;
}

/** The token of the cookie, which may be invalid. */
export async function sessionToken(): Promise<string | null> {
  const jar = await cookies();
  return jar.get(cookieName())?.value ?? null;
}

const cookieName = () => sessionCookie(settings().secure).name;

/** Sign-in, and from there back to `returnTo`. */
export async function signInPath(returnTo: string): Promise<string> {
  const query = new URLSearchParams({ return: returnPath(returnTo) });
  if (await sessionToken()) query.set("reason", "ended");
  return `/sign-in?${query}`;
}
