import { pathOn } from "@/lib/web/return-path";

/** Sends the browser on, to another origin by a page: `form-action 'self'` forbids a form to end anywhere else. */
export function leaveFor(location: string, origin: string): Response {
  const path = pathOn(origin, location);
  if (path !== null) return redirectTo(path);
  const target = new URL(location, origin);
  // An address of this origin whose path leads to another: nobody of ours made it.
  if (target.origin === origin) return redirectTo("/");
  const address = target.href.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Signing in</title><meta http-equiv="refresh" content="0;url=${address}"></head>
<body><p><a href="${address}">Continue to sign in</a></p></body>
</html>`;
  return new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** A redirect by path alone, which is right on whatever host the browser is. */
export function redirectTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}
