import { maxAttachmentBytes, maxAttachments } from "@/lib/attachments/attachment-types";
import { type DatabaseFailure, databaseFailureMessages } from "./database-failure";
import { isOriginAllowed, originOfHost } from "./origin";

type HeaderReader = { get(name: string): string | null };
type RequestHead = { method: string; pathname: string; headers: HeaderReader };

export type RefusedRequest = {
  status: number;
  title: string;
  message: string;
  /** The methods that are allowed, for the `Allow` header. */
  allow?: string;
  /** For the `Retry-After` header. */
  retryAfterSeconds?: number;
};

/** The largest body of a request, in bytes. */
export const maxBodyBytes = 512 * 1024;

/** Larger where a file is uploaded: the file and the form around it. */
const maxBodyBytesByPath: Readonly<Record<string, number>> = {
  "/imports/upload": 10_100_000,
  "/on-call/upload": 1_100_000,
  "/systems/upload": 2_100_000,
  "/steps/files": maxAttachments * maxAttachmentBytes + maxBodyBytes,
};

/** Smaller where only a token, a code or a button is posted. */
const shortBodyBytes = 32 * 1024;
const shortPaths = ["/api/", "/idp/", "/sign-out", "/calendar/move"];

const maxBodyBytesAt = (pathname: string): number =>
  maxBodyBytesByPath[pathname] ??
  (shortPaths.some((path) => pathname.startsWith(path)) ? shortBodyBytes : maxBodyBytes);

/** Why a request is refused by its method, address and headers alone; null where it may go on. */
export function requestRefusal(request: RequestHead, allowedOrigins: readonly string[]): RefusedRequest | null {
  const { method, pathname, headers } = request;
  if (!anyHostPaths.includes(pathname) && originOfHost(headers.get("host"), allowedOrigins) === null)
    return unknownHost;
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return null;
  if (pathname !== backchannelLogout && !isOriginAllowed(headers, allowedOrigins)) return foreignOrigin;
  if (method !== "POST") return unknownMethod;
  if (headers.get("content-length") === null && headers.get("transfer-encoding") !== null) return missingContentLength;
  return Number(headers.get("content-length")) > maxBodyBytesAt(pathname) ? bodyTooLarge : null;
}

// The identity provider proves itself by a signature, Prometheus by its token; health probes may use any host name.
const backchannelLogout = "/api/auth/backchannel-logout";
const anyHostPaths = [backchannelLogout, "/healthz", "/readyz", "/metrics"];

/** For a form that is posted while the database is unavailable. */
export function databaseRefusal(failure: DatabaseFailure): RefusedRequest {
  const { title, happened, next } = databaseFailureMessages[failure];
  return { status: 503, title, message: `${happened} Nothing was saved. ${next}`, retryAfterSeconds: 5 };
}

const unknownHost: RefusedRequest = {
  status: 421,
  title: "This is not the address of Windlass",
  message: "Windlass answers only at the address it was set up with (APP_URL). Use that address.",
};

/** For a form that is posted to a page, as forms of an older build were. */
export const noForms: RefusedRequest = {
  status: 405,
  title: "Forms cannot be sent to this address",
  message: "Nothing was saved. Go back, copy what you typed, reload the page, and send the form again.",
  allow: "GET, HEAD",
};

/** For a method that no route supports. */
export const unknownMethod: RefusedRequest = {
  status: 405,
  title: "Windlass does not support this method",
  message: "Nothing was saved. Use GET to read pages and POST to send forms.",
  allow: "GET, HEAD, POST",
};

const foreignOrigin: RefusedRequest = {
  status: 403,
  title: "This was not sent from a page of Windlass",
  message: "Nothing was saved. Open the page in Windlass and send the form from there.",
};

const missingContentLength: RefusedRequest = {
  status: 411,
  title: "This form does not say how long it is",
  message: "Nothing was saved. Send the form with a Content-Length.",
};

export const bodyTooLarge: RefusedRequest = {
  status: 413,
  title: "This form is too long",
  message:
    "Nothing was saved. A form may hold at most 512 KB of text, an imported file at most 2 MB, an attachment at most 10 MB. Go back, shorten it, and send it again.",
};
