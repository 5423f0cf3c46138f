import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { readForm } from "./app/read-form";
import { settings } from "./app/settings";
import { databaseAnswers } from "./db/alive";
import { postRefusal } from "./lib/posted-action";
import { databaseAway, type RefusedRequest, refusalOf } from "./lib/refused-request";
import { contentSecurityPolicy, securityHeaders } from "./lib/security-headers";

// Calendar programs keep what they read and ask whether it changed.
const feedPath = "/calendar.ics";

/** All but the gate, whose answers bring their headers: it is asked two hundred times a second. */
export const config = { matcher: ["/((?!api/gate).*)"] };

/** What every request passes: refused at the door, or given its headers. It is no guard: pages and actions ask again. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  const refusal = headRefusal(request) ?? (await bodyRefusal(request));
  const response = refusal ? refusalPage(refusal) : await answerOf(request);
  for (const [name, value] of Object.entries(securityHeaders(settings()))) response.headers.set(name, value);
  const keeping = pathname === feedPath ? "private, no-cache" : "no-store";
  if (!pathname.startsWith("/_next/static/")) response.headers.set("Cache-Control", keeping);
  if (response.status === 503) response.headers.set("Retry-After", "5");
  return response;
}

function headRefusal({ method, headers, nextUrl }: NextRequest): RefusedRequest | null {
  return refusalOf({ method, pathname: nextUrl.pathname, headers }, settings().allowedOrigins);
}

// Route handlers read their own bodies; every other path is a page, and what is posted to it an action's form.
const routeHandlers = ["/api/", "/idp/", "/sign-out", "/calendar/move", "/on-call/upload", "/systems/upload", feedPath];

async function bodyRefusal(request: NextRequest): Promise<RefusedRequest | null> {
  if (request.method !== "POST" || routeHandlers.some((path) => request.nextUrl.pathname.startsWith(path))) return null;
  return postRefusal(request.headers.get("next-action"), await readForm(request));
}

const withoutDatabase = ["/_next/", "/idp/", "/healthz", "/readyz"];

// A page cannot choose its status once it streams: without the database it says so, and this gives it the status.
async function answerOf(request: NextRequest): Promise<Response> {
  const needless = withoutDatabase.some((path) => request.nextUrl.pathname.startsWith(path));
  const reads = ["GET", "HEAD"].includes(request.method);
  // What is posted is not risked on an answer of a second ago: it would end in an error without words.
  if (needless || (await databaseAnswers(reads ? undefined : 0))) return passed(request, 200);
  return reads ? passed(request, 503) : refusalPage(databaseAway);
}

function passed(request: NextRequest, status: number): Response {
  const policy = contentSecurityPolicy({ nonce: nonce(), development: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("X-Windlass-Path", request.nextUrl.pathname);
  // Next would compare the Origin of a server action with this instead of with the Host checked above.
  headers.delete("X-Forwarded-Host");
  const response = NextResponse.next({ request: { headers }, status });
  // The demo identity provider's pages have a stricter one of their own.
  if (!request.nextUrl.pathname.startsWith("/idp/")) response.headers.set("Content-Security-Policy", policy);
  return response;
}

function refusalPage({ status, title, words }: RefusedRequest): Response {
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${words}</p></main></body>
</html>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" };
  return new Response(page, { status, headers });
}

function nonce(): string {
  return randomBytes(18).toString("base64");
}
