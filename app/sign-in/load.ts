import { redirect } from "next/navigation";
import type { Asked, Loaded } from "@/app/_request/page-of";
import { currentPerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { returnPath } from "@/lib/web/return-path";
import { reasonFor } from "./reasons";

export type LoadedSignIn = Loaded<typeof loadSignIn>;

/** Somebody who is signed in is redirected. */
export async function loadSignIn({ searchParams }: Asked) {
  const { return: asked, reason } = await searchParams;
  const path = returnPath(typeof asked === "string" ? asked : null);
  if (await currentPerson()) redirect(path);
  const { organisation, idpPort } = settings();
  return { path, why: reasonFor(reason), organisation, isDemo: idpPort !== null };
}
