import { type Trouble, troubleWords } from "./database-trouble";
import { originAllowed, originOfHost } from "./origin";

type HeaderReader = { get(name: string): string | null };
type RequestHead = { method: string; pathname: string; headers: HeaderReader };

export type RefusedRequest = {
  status: number;
  title: string;
  words: string;
  /** The methods that would not have been refused. */
  allow?: string;
  /** In how many seconds it may be asked again. */
  retryAfter?: number;
};

/** The largest body of a request, in bytes. */
export const largestBody = 512 * 1024;

/** The same where a file is sent: the longest that is read there, and the form around it. */
const largestBodies: Readonly<Record<string, number>> = {
  "/on-call/upload": 1_100_000,
  "/systems/upload": 2_100_000,
};

/** The same where nothing is sent but a token, a code or a button. */
const shortBody = 32 * 1024;
const shortPaths = ["/api/", "/idp/", "/sign-out", "/calendar/move"];

const largestAt = (pathname: string): number =>
  largestBodies[pathname] ?? (shortPaths.some((path) => pathname.startsWith(path)) ? shortBody : largestBody);

/** Why a request is turned away by its head alone, in words, or null when it may go on to what it asks for. */
export function refusalOf(request: RequestHead, allowedOrigins: readonly string[]): RefusedRequest | null {
  const { method, pathname, headers } = request;
  if (!anyHost.includes(pathname) && originOfHost(headers.get("host"), allowedOrigins) === null) return unknownHost;
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return null;
  if (pathname !== backchannelLogout && !originAllowed(headers, allowedOrigins)) return foreign;
  if (method !== "POST") return unknownMethod;
  if (headers.get("content-length") === null && headers.get("transfer-encoding") !== null) return unmeasured;
  return Number(headers.get("content-length")) > largestAt(pathname) ? tooLarge : null;
}

// The identity provider proves itself by a signature; who only asks whether the product lives may come by any name.
const backchannelLogout = "/api/auth/backchannel-logout";
const anyHost = [backchannelLogout, "/healthz", "/readyz"];

/** What is posted while the database takes no records. */
export function databaseRefusal(trouble: Trouble): RefusedRequest {
  const { title, happened, next } = troubleWords[trouble];
  return { status: 503, title, words: `${happened} Nothing was saved. ${next}`, retryAfter: 5 };
}

const unknownHost: RefusedRequest = {
  status: 421,
  title: "This is not the address of Windlass",
  words: "Windlass answers only at the address it was set up with (APP_URL). Use that address.",
};

/** For a form posted to a page, as an older build's forms were. */
export const noForms: RefusedRequest = {
  status: 405,
  title: "Forms cannot be sent to this address",
  words: "Nothing was saved. Go back, copy what you typed, reload the page, and send the form again.",
  allow: "GET, HEAD",
};

/** For a method that no route supports. */
export const unknownMethod: RefusedRequest = {
  status: 405,
  title: "Windlass does not support this method",
  words: "Nothing was saved. Use GET to read pages and POST to send forms.",
  allow: "GET, HEAD, POST",
};

const foreign: RefusedRequest = {
  status: 403,
  title: "This was not sent from a page of Windlass",
  words: "Nothing was saved. Open the page in Windlass and send the form from there.",
};

const unmeasured: RefusedRequest = {
  status: 411,
  title: "This form does not say how long it is",
  words: "Nothing was saved. Send the form with a Content-Length.",
};

const tooLarge: RefusedRequest = {
  status: 413,
  title: "This form is too long",
  words:
    "Nothing was saved. A form may hold at most 512 KB, an uploaded file at most 2 MB. Go back, shorten it, and send it again.",
};
