import { type NextRequest, NextResponse } from "next/server";
import { stepsPath } from "./app/_document/next-internals";
import { checkRequest } from "./app/_request/check-request";
import { readForm, readFormBytes } from "./app/_request/read-form";
import { refusalResponse } from "./app/_request/responses";
import { settings } from "./app/_request/settings";
import { saveOlderForm } from "./app/_steps/older-form";
import { databaseHealth } from "./db/connection/database-health";
import { actionIn, actionInBytes, outdatedForm, unreadableForm } from "./lib/web/action-form";
import { originOfHost } from "./lib/web/origin";
import { databaseRefusal, type RefusedRequest } from "./lib/web/refused-request";
import { sessionCookie } from "./lib/web/session-cookie";
import { renderUnsentForm } from "./lib/web/unsent-form";

/** Only what is posted to `/steps`: every other route checks its requests itself. */
export const config = { matcher: ["/steps"] };

/** Refuses malformed forms before Next parses them. It is no access control: the action checks again. */
export async function proxy(request: NextRequest): Promise<Response> {
  const refusal = await checkRequest(request);
  if (refusal) return refusalResponse(refusal);
  if (request.method !== "POST") return redirectToPath("/", request);
  const action = request.headers.has("next-action") ? null : await requestedAction(request);
  if (action === null) return refusalResponse(unreadableForm);
  const failure = await databaseHealth(0);
  if (failure) return refuseWithForm(request, databaseRefusal(failure));
  return isFromAnotherBuild(action) ? respondToOlderForm(request) : forward(request);
}

/** The action that a form asks for; null for a form that our pages do not send. */
async function requestedAction(request: Request): Promise<string | null> {
  const body = await readFormBytes(request.clone());
  if (!body) return null;
  const action = actionInBytes(body);
  return action === undefined ? actionIn((await readForm(request.clone()))?.keys() ?? []) : action;
}

// Next would respond without an explanation. In development actions are compiled on demand, so that none is known before.
function isFromAnotherBuild(action: string): boolean {
  const { actions } = settings();
  return actions !== null && !actions.includes(action);
}

// Redirects to the current form, filled with what was typed.
async function respondToOlderForm(request: NextRequest): Promise<Response> {
  const form = await readForm(request.clone());
  const token = request.cookies.get(sessionCookie(settings().secure).name)?.value ?? null;
  const path = form && (await saveOlderForm(form, token).catch(() => null));
  // What cannot be saved is shown instead.
  return path === null ? refuseWithForm(request, outdatedForm) : redirectToPath(path, request);
}

// Next accepts only absolute URLs here.
function redirectToPath(path: string, { headers }: NextRequest): Response {
  const origin = originOfHost(headers.get("host"), settings().allowedOrigins) ?? settings().appUrl;
  return NextResponse.redirect(new URL(path, origin), 303);
}

async function refuseWithForm(request: NextRequest, refusal: RefusedRequest): Promise<Response> {
  const form = await readForm(request);
  return refusalResponse(refusal, form ? renderUnsentForm([...form], stepsPath) : "");
}

function forward(request: NextRequest): Response {
  const headers = new Headers(request.headers);
  // Next would compare a server action's Origin with this header instead of the Host checked above.
  headers.delete("X-Forwarded-Host");
  return NextResponse.next({ request: { headers } });
}
