/** The same-origin path to go to after sign-in; anything else that was asked for becomes the first page. */
export function returnPath(asked: string | null | undefined): string {
  if (!asked?.startsWith("/") || /[\0-\x20\\]/.test(asked)) return "/";
  const path = pathOn(here, asked);
  return path === null || isDoor(path) ? "/" : path;
}

/**
 * The path by which an address of `origin` is reached from its pages; null for an address of another origin. It is the
 * result that is held to the origin: an address of this one can come out as a path that leads to another (`/.//evil`).
 */
export function pathOn(origin: string, address: string): string | null {
  const url = parsed(address, origin);
  const path = url && url.pathname + url.search + url.hash;
  return path && url.origin === origin && parsed(path, origin)?.href === url.href ? path : null;
}

const here = "http://here";

const parsed = (address: string, origin: string): URL | null =>
  URL.canParse(address, origin) ? withoutPerson(new URL(address, origin)) : null;

// Who is named before the host changes nothing of where it leads.
const withoutPerson = (url: URL): URL => Object.assign(url, { username: "", password: "" });

// Coming back to one of these would go round in a circle.
function isDoor(path: string): boolean {
  return /^\/(sign-in|sign-out|api\/auth|idp)([/?#]|$)/i.test(decoded(path));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
