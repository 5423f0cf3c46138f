import { seeOther } from "@/app/_request/responses";
import { pathWithinOrigin } from "@/lib/web/return-path";

/** Another origin is reached through a page: `form-action 'self'` forbids a form to redirect there. */
export function redirectOut(location: string, origin: string): Response {
  const path = pathWithinOrigin(origin, location);
  if (path !== null) return seeOther(path);
  const target = new URL(location, origin);
  // A path such as `//evil.example` on this origin: none of our code makes one.
  if (target.origin === origin) return seeOther("/");
  const address = target.href.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Signing in</title><meta http-equiv="refresh" content="0;url=${address}"></head>
<body><p><a href="${address}">Continue to sign in</a></p></body>
</html>`;
  return new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
