import type { NextRequest } from "next/server";
import { handlerWithoutDatabase } from "@/app/_request/handler";
import { settings } from "@/app/_request/settings";
import { originOfHost } from "@/lib/web/origin";

/** The pages of the demo's identity provider. */
export const GET = handlerWithoutDatabase(forward);
export const POST = GET;

// Hop-by-hop headers, and those that `fetch` sets itself.
const hopByHopHeaders = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "content-encoding",
  "host",
  "expect",
];

/** A reverse proxy: the browser reaches the demo identity provider through the product's own origin. */
async function forward(request: NextRequest): Promise<Response> {
  const { idpPort, allowedOrigins } = settings();
  const origin = originOfHost(request.headers.get("host"), allowedOrigins);
  if (idpPort === null || !origin) return new Response("There is nothing here.", { status: 404 });
  const { pathname, search } = request.nextUrl;
  const answer = await fetch(`http://127.0.0.1:${idpPort}${pathname}${search}`, {
    method: request.method,
    headers: headersFor(request, new URL(origin)),
    body: request.method === "POST" ? await request.arrayBuffer() : null,
    redirect: "manual",
    cache: "no-store",
  });
  return new Response(answer.body, { status: answer.status, headers: withoutHopByHop(answer.headers) });
}

function headersFor(request: NextRequest, origin: URL): Headers {
  const headers = withoutHopByHop(request.headers);
  headers.set("X-Forwarded-Host", origin.host);
  headers.set("X-Forwarded-Proto", origin.protocol.replace(":", ""));
  return headers;
}

function withoutHopByHop(headers: Headers): Headers {
  const forwarded = new Headers(headers);
  for (const name of hopByHopHeaders) forwarded.delete(name);
  return forwarded;
}
