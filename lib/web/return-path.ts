/** The same-origin path to go to after sign-in; anything else that was asked for becomes the first page. */
export function returnPath(requested: string | null | undefined): string {
  if (!requested?.startsWith("/") || /[\0-\x20\\]/.test(requested)) return "/";
  const path = pathWithinOrigin(placeholderOrigin, requested);
  return path === null || isSignInPath(path) ? "/" : path;
}

/** Sign-in after a session ended, and from there back to `path`. */
export const endedSessionPath = (path: string): string => `/sign-in?reason=ended&return=${encodeURIComponent(path)}`;

/**
 * The path by which an address of `origin` is reached from its pages; null for an address of another origin. It is the
 * result that is held to the origin: an address of this one can come out as a path that leads to another (`/.//evil`).
 */
export function pathWithinOrigin(origin: string, address: string): string | null {
  const url = parseUrl(address, origin);
  const path = url && url.pathname + url.search + url.hash;
  return path && url.origin === origin && parseUrl(path, origin)?.href === url.href ? path : null;
}

const placeholderOrigin = "http://here";

const parseUrl = (address: string, origin: string): URL | null =>
  URL.canParse(address, origin) ? withoutUserInfo(new URL(address, origin)) : null;

// Who is named before the host changes nothing of where it leads.
const withoutUserInfo = (url: URL): URL => Object.assign(url, { username: "", password: "" });

// Coming back to one of these would go round in a circle.
function isSignInPath(path: string): boolean {
  return /^\/(sign-in|sign-out|api\/auth|idp)([/?#]|$)/i.test(decodeSafely(path));
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
