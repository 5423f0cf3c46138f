import type { Asked, Loaded, Query } from "@/app/_document/document";
import { seeOther } from "@/app/_request/answers";
import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { returnPath } from "@/lib/web/return-path";
import { reasonFor } from "./reasons";

export type LoadedSignIn = Loaded<typeof loadSignIn>;

/** Somebody who is signed in is redirected. */
export async function loadSignIn({ query, person }: Asked<object, Query, Person | null>) {
  const { return: asked, reason } = query;
  const path = returnPath(typeof asked === "string" ? asked : null);
  if (person) return seeOther(path);
  const { organisation, idpPort } = settings();
  return { path, why: reasonFor(reason), organisation, isDemo: idpPort !== null };
}
