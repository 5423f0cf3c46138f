import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { settings } from "./app/settings";
import { refusalOf } from "./lib/refused-request";
import { contentSecurityPolicy, securityHeaders } from "./lib/security-headers";

/** What every request passes: refused at the door, or given its headers. It is no guard: pages and actions ask again. */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  const refusal = refusalOf({ method: request.method, pathname, headers: request.headers }, settings().allowedOrigins);
  const response = refusal ? refusalPage(refusal) : passed(request);
  for (const [name, value] of Object.entries(securityHeaders(settings()))) response.headers.set(name, value);
  if (!isAsset(pathname)) response.headers.set("Cache-Control", "no-store");
  return response;
}

function passed(request: NextRequest): Response {
  const policy = contentSecurityPolicy({ nonce: nonce(), development: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  // Next would compare the Origin of a server action with this instead of with the Host checked above.
  headers.delete("X-Forwarded-Host");
  const response = NextResponse.next({ request: { headers } });
  if (!request.nextUrl.pathname.startsWith("/idp/")) response.headers.set("Content-Security-Policy", policy);
  return response;
}

function refusalPage({ status, title, words }: { status: number; title: string; words: string }): Response {
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

function isAsset(pathname: string): boolean {
  return pathname.startsWith("/_next/static/");
}
