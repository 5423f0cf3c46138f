import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { limitRefusal } from "./app/_request/limit-refusal";
import { readForm } from "./app/_request/read-form";
import { settings } from "./app/_request/settings";
import { keepOlderForm } from "./app/_steps/older-form";
import { databaseTrouble } from "./db/connection/alive";
import type { Trouble } from "./lib/web/database-trouble";
import { originOfHost } from "./lib/web/origin";
import { isRouteHandler, isStatic, needsNoDatabase, ofIdentityProvider } from "./lib/web/paths";
import { plainPage, plainPageHeaders } from "./lib/web/plain-page";
import { actionAsked, formOfScript, olderForm, postRefusal } from "./lib/web/posted-action";
import { databaseRefusal, type RefusedRequest, refusalOf } from "./lib/web/refused-request";
import { contentSecurityPolicy, securityHeaders } from "./lib/web/security-headers";
import { sessionCookie } from "./lib/web/session-cookie";
import { unsentForm } from "./lib/web/unsent-form";

// Calendar programs cache feeds and revalidate them.
const feedPath = "/calendar.ics";

/** Except the gate, which sets its own headers and is called two hundred times a second. */
export const config = { matcher: ["/((?!api/gate(?:/key)?$).*)"] };

/** Refuses malformed requests early and sets headers. It is no access control: pages and actions check again. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  const response = await answerOf(request);
  for (const [name, value] of Object.entries(securityHeaders(settings()))) response.headers.set(name, value);
  const keeping = pathname === feedPath ? "private, no-cache" : "no-store";
  if (!isStatic(pathname)) response.headers.set("Cache-Control", keeping);
  if (response.status === 503) response.headers.set("Retry-After", "5");
  return response;
}

async function answerOf(request: NextRequest): Promise<Response> {
  const { method, headers, nextUrl } = request;
  const byHead =
    refusalOf({ method, pathname: nextUrl.pathname, headers }, settings().allowedOrigins) ??
    (await limitRefusal(request));
  if (byHead) return refused(request, byHead);
  const isPosted = method === "POST" && !isRouteHandler(nextUrl.pathname);
  const form = isPosted ? await readForm(request) : null;
  const byBody = isPosted ? postRefusal(headers.get("next-action"), form) : null;
  return byBody ? refused(request, byBody) : answerByDatabase(request, form);
}

// A streaming page cannot set its status: this sets 503 while the database is unavailable.
async function answerByDatabase(request: NextRequest, form: FormData | null): Promise<Response> {
  if (needsNoDatabase(request.nextUrl.pathname)) return passed(request, null);
  const reads = ["GET", "HEAD"].includes(request.method);
  // A post needs a fresh check; reads may rely on one of a second ago.
  const trouble = await databaseTrouble(reads ? undefined : 0);
  if (trouble && !reads) return refused(request, databaseRefusal(trouble), form);
  const action = form && actionAsked(request.headers.get("next-action"), form);
  return form && isOfAnotherBuild(action) ? answerToOlderForm(request, form) : passed(request, trouble);
}

// Next would respond without an explanation. In development actions are compiled on demand, so that none is known before.
function isOfAnotherBuild(action: string | null): boolean {
  const { actions } = settings();
  return actions !== null && action !== null && !actions.includes(action);
}

// Redirects to the current form, filled with what was typed. Next's own script then reloads the page.
async function answerToOlderForm(request: NextRequest, sent: FormData): Promise<Response> {
  const byScript = request.headers.has("next-action");
  const token = request.cookies.get(sessionCookie(settings().secure).name)?.value ?? null;
  // What cannot be saved is shown instead.
  const path = await keepOlderForm(byScript ? formOfScript(sent) : sent, token).catch(() => null);
  if (path === null) return refused(request, olderForm, sent);
  const origin = originOfHost(request.headers.get("host"), settings().allowedOrigins) ?? settings().appUrl;
  return byScript
    ? new Response(null, { headers: { "X-Action-Redirect": `${path};push` } })
    : NextResponse.redirect(new URL(path, origin), 303);
}

function passed(request: NextRequest, trouble: Trouble | null): Response {
  const policy = contentSecurityPolicy({ nonce: nonce(), development: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("X-Windlass-Path", request.nextUrl.pathname);
  headers.set("X-Windlass-Trouble", trouble ?? "");
  // Next would compare a server action's Origin with this header instead of the Host checked above.
  headers.delete("X-Forwarded-Host");
  const response = NextResponse.next({ request: { headers }, status: trouble ? 503 : 200 });
  // The demo identity provider sets a stricter policy itself.
  if (!ofIdentityProvider(request.nextUrl.pathname)) response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** As text for a page's script, which shows it beside the form; otherwise as a page that contains the form. */
function refused(
  request: NextRequest,
  { status, title, words, allow, retryAfter }: RefusedRequest,
  form?: FormData | null,
): Response {
  const headers = {
    ...plainPageHeaders,
    ...(allow && { Allow: allow }),
    ...(retryAfter && { "Retry-After": String(retryAfter) }),
  };
  const isByScript = request.headers.has("next-action");
  // The framework's script shows this content type as a message, and treats any other as a failure.
  if (isByScript) return new Response(words, { status, headers: { ...headers, "Content-Type": "text/plain" } });
  return new Response(plainPage(title, words, form ? unsentForm([...form]) : ""), { status, headers });
}

function nonce(): string {
  return randomBytes(18).toString("base64");
}
