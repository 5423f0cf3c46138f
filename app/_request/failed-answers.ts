import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, type Server, ServerResponse } from "node:http";
import { isTrouble, troubleWords } from "@/lib/web/database-trouble";
import { plainPage, plainPageHeaders } from "@/lib/web/plain-page";
import { securityHeaders } from "@/lib/web/security-headers";
import { settings } from "./settings";

/** By the headers of a request, which its answer knows too: what failed in it. */
const failures = new WeakMap<object, unknown>();
const servers = new WeakSet<Server>();

/** Notes what a request failed with, by the object of its headers: its digest is the one word of it that is shown. */
export const noteFailure = (headers: object, error: unknown): unknown => failures.set(headers, digestOf(error));

/**
 * From now on an answer of the framework's that would be a 500 without a word says what happened: with 503 where the
 * database was in trouble. A page cannot choose its status, and a failed one is drawn by its script alone.
 */
export function answerFailuresInWords(): void {
  subscribe("http.server.request.start", (started) => {
    const { request, response, server } = started as Started;
    if (!servers.has(server)) refuseTunnels(server);
    servers.add(server);
    // The platform's own Request takes none of these, so that the proxy would fail instead of refusing them.
    if (["TRACE", "TRACK"].includes(request.method ?? "")) request.method = "DELETE";
    if (!isDecodable(request.url)) request.url = "/no-such-address";
    watch(request, response);
  });
}

// What Node publishes; its types say nothing of it.
type Started = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly server: Server };

/** Whether a path is text: where it is not, as in `/changes/CHG-%ff`, there is no such page, and the framework would fail at it. */
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
      if (!failures.has(request.headers) || response.statusCode !== 500 || isReplaced)
        return Reflect.apply(head, self, words);
      isReplaced = true;
      replace(response, failures.get(request.headers));
      return response;
    },
  });
  // What is written into the answer that was replaced goes nowhere.
  response.write = new Proxy(write, { apply: (how, self, words) => isReplaced || Reflect.apply(how, self, words) });
  response.end = new Proxy(end, { apply: (how, self, words) => (isReplaced ? self : Reflect.apply(how, self, words)) });
}

function replace(response: ServerResponse, digest: unknown): void {
  const { status, title, words } = saidOf(digest);
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  const headers = { ...securityHeaders(settings()), ...plainPageHeaders, "Cache-Control": "no-store" };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status === 503) response.setHeader("Retry-After", "5");
  response.statusCode = status;
  const again = ["GET", "HEAD"].includes(response.req.method ?? "") ? '<p><a href="">Try again</a></p>' : "";
  Reflect.apply(ServerResponse.prototype.end, response, [plainPage(title, words, again)]);
}

function saidOf(digest: unknown): { status: number; title: string; words: string } {
  const careful = "A step is recorded whole or not at all: before you repeat one, look at the record’s history.";
  if (isTrouble(digest)) {
    const { title, happened, next } = troubleWords[digest];
    return { status: 503, title, words: `${happened} ${careful} ${next}` };
  }
  const code = typeof digest === "string" ? ` If it happens again, give your administrator this code: ${digest}.` : "";
  return { status: 500, title: "This page went wrong", words: `The fault is in Windlass. ${careful}${code}` };
}

const digestOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
