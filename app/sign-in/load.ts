import type { Loaded, PageRequest, Query } from "@/app/_document/document";
import { seeOther } from "@/app/_request/responses";
import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { returnPath } from "@/lib/web/return-path";
import { signInReason } from "./sign-in-reasons";

export type LoadedSignIn = Loaded<typeof loadSignIn>;

/** Somebody who is signed in is redirected. */
export async function loadSignIn({ query, person }: PageRequest<object, Query, SessionUser | null>) {
  const { return: returnTo, reason } = query;
  const path = returnPath(typeof returnTo === "string" ? returnTo : null);
  if (person) return seeOther(path);
  const { organisation, idpPort } = settings();
  return { path, reason: signInReason(reason), organisation, isDemo: idpPort !== null };
}
