import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, type Server, ServerResponse } from "node:http";
import { isTrouble, savedWholeOrNot, troubleWords } from "@/lib/web/database-trouble";
import { plainPage, plainPageHeaders } from "@/lib/web/plain-page";
import { noForms, type RefusedRequest, unknownMethod } from "@/lib/web/refused-request";
import { securityHeaders } from "@/lib/web/security-headers";
import { settings } from "./settings";

/** Error digests by request headers, the one object that the error hook and the response share. */
const failures = new WeakMap<object, unknown>();
const servers = new WeakSet<Server>();

/** Only the digest of an error is ever shown. */
export const noteFailure = (headers: object, error: unknown): unknown => failures.set(headers, digestOf(error));

/**
 * From now on the framework's bare 500 and 405 responses explain what happened, with 503 where the database was unavailable,
 * and every response has the usual headers. A page that fails explains itself (`app/_document/failed.tsx`).
 */
export function answerFailuresInWords(): void {
  subscribe("http.server.request.start", (started) => {
    const { request, response, server } = started as Started;
    if (!servers.has(server)) refuseTunnels(server);
    servers.add(server);
    // The platform's Request rejects these methods, so that the proxy would fail instead of refusing them.
    if (["TRACE", "TRACK"].includes(request.method ?? "")) request.method = "DELETE";
    if (!isDecodable(request.url)) request.url = "/no-such-address";
    watch(request, response);
  });
}

// The message on Node's diagnostics channel, which is not typed.
type Started = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly server: Server };

/** A path that cannot be decoded, such as `/changes/CHG-%ff`, is not found; the framework would fail on it. */
function isDecodable(url = "/"): boolean {
  try {
    return decodeURIComponent(url.split("?", 1)[0] ?? "") !== "";
  } catch {
    return false;
  }
}

function refuseTunnels(server: Server): void {
  server.on("connect", (_, socket) => void socket.end("HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n"));
}

function watch(request: IncomingMessage, response: ServerResponse): void {
  const { writeHead, write, end } = response;
  let isReplaced = false;
  response.writeHead = new Proxy(writeHead, {
    apply: (head, self, words) => {
      addUsualHeaders(response);
      const better = isReplaced ? null : betterAnswer(request, response);
      if (!better) return Reflect.apply(head, self, words);
      isReplaced = true;
      replace(response, better);
      return response;
    },
  });
  // Writes to a replaced response are discarded.
  response.write = new Proxy(write, { apply: (how, self, words) => isReplaced || Reflect.apply(how, self, words) });
  response.end = new Proxy(end, { apply: (how, self, words) => (isReplaced ? self : Reflect.apply(how, self, words)) });
}

/** The headers of every response, unless it sets them itself. */
function addUsualHeaders(response: ServerResponse): void {
  const policy = plainPageHeaders["Content-Security-Policy"];
  const usual = { ...securityHeaders(settings()), "Content-Security-Policy": policy, "Cache-Control": "no-store" };
  for (const [name, value] of Object.entries(usual)) if (!response.hasHeader(name)) response.setHeader(name, value);
}

/** Our explanation in place of a bare response; null for every other response. */
function betterAnswer(request: IncomingMessage, response: ServerResponse): RefusedRequest | null {
  const { statusCode } = response;
  if (statusCode === 405 && !response.hasHeader("content-type"))
    return request.method === "POST" ? noForms : unknownMethod;
  return statusCode === 500 && failures.has(request.headers) ? saidOf(failures.get(request.headers)) : null;
}

function replace(response: ServerResponse, { status, title, words, allow }: RefusedRequest): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  for (const [name, value] of Object.entries(plainPageHeaders)) response.setHeader(name, value);
  addUsualHeaders(response);
  if (status === 503) response.setHeader("Retry-After", "5");
  if (allow) response.setHeader("Allow", allow);
  response.statusCode = status;
  const isRead = ["GET", "HEAD"].includes(response.req.method ?? "");
  Reflect.apply(ServerResponse.prototype.end, response, [
    plainPage(title, words, isRead && status >= 500 ? '<p><a href="">Try again</a></p>' : ""),
  ]);
}

function saidOf(digest: unknown): RefusedRequest {
  if (isTrouble(digest)) {
    const { title, happened, next } = troubleWords[digest];
    return { status: 503, title, words: `${happened} ${savedWholeOrNot} ${next}` };
  }
  const code = typeof digest === "string" ? ` If it happens again, give your administrator this code: ${digest}.` : "";
  return {
    status: 500,
    title: "Something went wrong",
    words: `This is an error in Windlass. ${savedWholeOrNot}${code}`,
  };
}

const digestOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
