import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type LiveSession, signedIn } from "@/db/people/session";
import { returnPath } from "@/lib/web/return-path";
import { sessionCookie } from "@/lib/web/session-cookie";
import { settings } from "./settings";

export type Person = LiveSession & { token: string };

/** Who sent this request, or null. Asked of the database once a request, so that an ended session fails at once. */
export const currentPerson = cache(async (): Promise<Person | null> => {
  const token = await sessionToken();
  const session = token ? await signedIn(token) : null;
  return token && session ? { ...session, token } : null;
});

/** Who sent this request; without a session the way leads to sign-in and back to `returnTo`, without a role to why. */
export async function requirePerson(returnTo: string): Promise<Person> {
  const person = await currentPerson();
  if (!person) redirect(await signInPath(returnTo));
  if (person.roles.length === 0) redirect("/no-role");
  return person;
}

/** The token that the browser sent, whether or not it opens anything. */
export async function sessionToken(): Promise<string | null> {
  const jar = await cookies();
  return jar.get(sessionCookie(settings().secure).name)?.value ?? null;
}

async function signInPath(returnTo: string): Promise<string> {
  const query = new URLSearchParams({ return: returnPath(returnTo) });
  if (await sessionToken()) query.set("reason", "ended");
  return `/sign-in?${query}`;
}
