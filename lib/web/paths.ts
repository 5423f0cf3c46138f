/** Route handlers to which something is posted: they read the bodies themselves, or say that they can only be read. */
const handlers = ["/sign-out", "/calendar/move", "/calendar.ics", "/on-call/upload", "/systems/upload"];

/** What answers without the database: who asks only whether the process lives, and whether it is ready. */
const probes = ["/healthz", "/readyz"];

/** Of the demo's identity provider, all of whose paths are passed on to it. */
export const ofIdentityProvider = (path: string): boolean => path.startsWith("/idp/");

/** Of the framework's own files, which no page and no action stands under. */
export const isStatic = (path: string): boolean => path.startsWith("/_next/static/");

/** Whether a handler of ours reads what is posted there; every other path is a page, and what is posted to it an action's form. */
export const isRouteHandler = (path: string): boolean =>
  handlers.includes(path) || path.startsWith("/api/auth/") || ofIdentityProvider(path);

/** Whether a path is answered though the database is away. */
export const needsNoDatabase = (path: string): boolean =>
  probes.includes(path) || isStatic(path) || ofIdentityProvider(path);
