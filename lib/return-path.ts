/** The same-origin path to go to after sign-in; anything else that was asked for becomes the first page. */
export function returnPath(asked: string | null | undefined): string {
  if (!asked?.startsWith("/") || /^\/[/\\]|[\0-\x20\\]/.test(asked)) return "/";
  const url = new URL(asked, "http://here");
  return url.origin === "http://here" && !isDoor(url.pathname) ? url.pathname + url.search + url.hash : "/";
}

// Coming back to one of these would go round in a circle.
function isDoor(pathname: string): boolean {
  return /^\/(sign-in|sign-out|api\/auth|idp)(\/|$)/.test(pathname);
}
