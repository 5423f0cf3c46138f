import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { limitRefusal } from "./app/limit-refusal";
import { readForm } from "./app/read-form";
import { settings } from "./app/settings";
import { databaseTrouble } from "./db/alive";
import type { Trouble } from "./lib/database-trouble";
import { isRouteHandler, isStatic, needsNoDatabase, ofIdentityProvider } from "./lib/paths";
import { plainPage, plainPageHeaders } from "./lib/plain-page";
import { postRefusal } from "./lib/posted-action";
import { databaseRefusal, type RefusedRequest, refusalOf } from "./lib/refused-request";
import { contentSecurityPolicy, securityHeaders } from "./lib/security-headers";
import { unsentForm } from "./lib/unsent-form";

// Calendar programs keep what they read and ask whether it changed.
const feedPath = "/calendar.ics";

/** All but the gate, whose answers bring their headers: it is asked two hundred times a second. */
export const config = { matcher: ["/((?!api/gate(?:/key)?$).*)"] };

/** What every request passes: refused at the door, or given its headers. It is no guard: pages and actions ask again. */
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

// A page cannot choose its status once it streams: without the database it says so, and this gives it the status.
async function answerByDatabase(request: NextRequest, form: FormData | null): Promise<Response> {
  if (needsNoDatabase(request.nextUrl.pathname)) return passed(request, null);
  const reads = ["GET", "HEAD"].includes(request.method);
  // What is posted is not risked on an answer of a second ago.
  const trouble = await databaseTrouble(reads ? undefined : 0);
  return trouble && !reads ? refused(request, databaseRefusal(trouble), form) : passed(request, trouble);
}

function passed(request: NextRequest, trouble: Trouble | null): Response {
  const policy = contentSecurityPolicy({ nonce: nonce(), development: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("X-Windlass-Path", request.nextUrl.pathname);
  headers.set("X-Windlass-Trouble", trouble ?? "");
  // Next would compare the Origin of a server action with this instead of with the Host checked above.
  headers.delete("X-Forwarded-Host");
  const response = NextResponse.next({ request: { headers }, status: trouble ? 503 : 200 });
  // The demo identity provider's pages have a stricter one of their own.
  if (!ofIdentityProvider(request.nextUrl.pathname)) response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** Refused in words: to a page's script as text, which it shows beside the form; else as a page, with the form that was not taken. */
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
  // The framework's script takes this type to the letter for words, and anything else for a fault.
  if (isByScript) return new Response(words, { status, headers: { ...headers, "Content-Type": "text/plain" } });
  return new Response(plainPage(title, words, form ? unsentForm([...form]) : ""), { status, headers });
}

function nonce(): string {
  return randomBytes(18).toString("base64");
}
