import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, type Server, ServerResponse } from "node:http";
import { databaseFailureMessages, isDatabaseFailure, savedWholeOrNot } from "@/lib/web/database-failure";
import { plainPageHeaders, renderPlainPage, requestReferenceHtml } from "@/lib/web/plain-page";
import { noForms, type RefusedRequest, unknownMethod } from "@/lib/web/refused-request";
import { securityHeaders } from "@/lib/web/security-headers";
import { redirectLargeForm } from "./large-forms";
import { requestIdOf } from "./observe-requests";
import { settings } from "./settings";

/** Error digests by request headers, the one object that the error hook and the response share. */
const failures = new WeakMap<object, unknown>();
const servers = new WeakSet<Server>();

/** Only the digest of an error is ever shown. */
export const recordFailure = (headers: object, error: unknown): unknown => failures.set(headers, digestOf(error));

/**
 * From now on the framework's bare 500 and 405 responses explain what happened, with 503 where the database was unavailable,
 * and every response has the usual headers. A page that fails explains itself (`app/_document/failure-pages.tsx`).
 */
export function replaceFailureResponses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as RequestStart;
    if (!servers.has(server)) refuseConnect(server);
    servers.add(server);
    // The platform's Request rejects these methods, so that the proxy would fail instead of refusing them.
    if (["TRACE", "TRACK"].includes(request.method ?? "")) request.method = "DELETE";
    if (!isDecodable(request.url)) request.url = noSuchAddress(request.url);
    redirectLargeForm(request);
    interceptResponse(request, response);
  });
}

// The message on Node's diagnostics channel, which is not typed.
type RequestStart = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly server: Server };

const noSuchAddress = (url = ""): string => `${url.startsWith("/api/v1/") ? "/api/v1/" : "/"}no-such-address`;

/** A path that cannot be decoded, such as `/changes/CHG-%ff`, is not found; the framework would fail on it. */
function isDecodable(url = "/"): boolean {
  try {
    return decodeURIComponent(url.split("?", 1)[0] ?? "") !== "";
  } catch {
    return false;
  }
}

function refuseConnect(server: Server): void {
  server.on("connect", (_, socket) => void socket.end("HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n"));
}

function interceptResponse(request: IncomingMessage, response: ServerResponse): void {
  const { writeHead, write, end } = response;
  let isReplaced = false;
  response.writeHead = new Proxy(writeHead, {
    apply: (original, target, args) => {
      addDefaultHeaders(response);
      const replacement = isReplaced ? null : replacementFor(request, response);
      if (!replacement) return Reflect.apply(original, target, args);
      isReplaced = true;
      sendFailurePage(response, replacement);
      return response;
    },
  });
  // Writes to a replaced response are discarded.
  response.write = new Proxy(write, {
    apply: (method, target, args) => isReplaced || Reflect.apply(method, target, args),
  });
  response.end = new Proxy(end, {
    apply: (method, target, args) => (isReplaced ? target : Reflect.apply(method, target, args)),
  });
}

/** The headers of every response, unless it sets them itself. */
function addDefaultHeaders(response: ServerResponse): void {
  const policy = plainPageHeaders["Content-Security-Policy"];
  const headers = { ...securityHeaders(settings()), "Content-Security-Policy": policy, "Cache-Control": "no-store" };
  for (const [name, value] of Object.entries(headers)) if (!response.hasHeader(name)) response.setHeader(name, value);
  const requestId = requestIdOf(response);
  if (requestId) response.setHeader("X-Request-Id", requestId);
}

/** Our explanation in place of a bare response; null for every other response. */
function replacementFor(request: IncomingMessage, response: ServerResponse): RefusedRequest | null {
  const { statusCode } = response;
  if (statusCode === 405 && !response.hasHeader("content-type"))
    return request.method === "POST" ? noForms : unknownMethod;
  return statusCode === 500 && failures.has(request.headers) ? failureMessage(failures.get(request.headers)) : null;
}

function sendFailurePage(response: ServerResponse, { status, title, message, allow }: RefusedRequest): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  for (const [name, value] of Object.entries(plainPageHeaders)) response.setHeader(name, value);
  addDefaultHeaders(response);
  if (status === 503) response.setHeader("Retry-After", "5");
  if (allow) response.setHeader("Allow", allow);
  response.statusCode = status;
  const isSafeMethod = ["GET", "HEAD"].includes(response.req.method ?? "");
  Reflect.apply(ServerResponse.prototype.end, response, [
    renderPlainPage(
      title,
      message,
      (isSafeMethod && status >= 500 ? '<p><a href="">Try again</a></p>' : "") +
        requestReferenceHtml(requestIdOf(response)),
    ),
  ]);
}

function failureMessage(digest: unknown): RefusedRequest {
  if (isDatabaseFailure(digest)) {
    const { title, happened, next } = databaseFailureMessages[digest];
    return { status: 503, title, message: `${happened} ${savedWholeOrNot} ${next}` };
  }
  return {
    status: 500,
    title: "Something went wrong",
    message: `This is an error in Windlass. ${savedWholeOrNot} If it happens again, give your administrator the request ID.`,
  };
}

const digestOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
