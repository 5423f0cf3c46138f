import { headers } from "next/headers";
import type { NextRequest } from "next/server";
import { seeOther } from "@/app/_request/responses";
import { type SessionUser, sessionUserOf } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { toActor } from "@/app/_steps/record-state";
import { textResponse } from "@/app/report/evidence-response";
import { readStaff } from "@/db/people/read-people";
import type { Actor } from "@/lib/rules/judge";
import { foreignUpload, isOriginAllowed } from "@/lib/web/origin";
import { endedSessionPath } from "@/lib/web/return-path";

type Upload = {
  /** The page that the form is on. */
  readonly page: string;
  readonly mayUpload: (actor: Actor) => boolean;
  readonly whoCan: (staff: readonly Actor[]) => string;
};

/** Who uploads a file, judged before any of it is read; else the response that refuses them. */
export async function uploaderOf(
  request: NextRequest,
  { page, mayUpload, whoCan }: Upload,
): Promise<SessionUser | Response> {
  if (!isOriginAllowed(await headers(), settings().allowedOrigins)) return textResponse(403, foreignUpload);
  const person = await sessionUserOf(request);
  if (!person) return seeOther(endedSessionPath(page));
  return mayUpload(toActor(person)) ? person : textResponse(403, whoCan(await readStaff()));
}
