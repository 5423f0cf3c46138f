/** What answers every address that no other route does. */
export const otherRoute = "/*";

/** The addresses of the product as patterns, one for each route of `app`: few, whatever is asked for. */
export const routePatterns = [
  "/",
  "/.well-known/security.txt",
  "/accounts",
  "/api-docs",
  "/api/auth/*",
  "/api/auth/backchannel-logout",
  "/api/gate",
  "/api/gate/key",
  "/api/v1/*",
  "/assets/:file",
  "/calendar",
  "/calendar.ics",
  "/calendar/feeds",
  "/calendar/live",
  "/calendar/move",
  "/catalogue",
  "/catalogue/:id",
  "/catalogue/new",
  "/changes",
  "/changes/:number",
  "/changes/:number/attachments/:id",
  "/changes/:number/edit",
  "/changes/:number/evidence.json",
  "/changes/new",
  "/changes/new/emergency",
  "/changes/new/normal",
  "/changes/new/standard",
  "/changes/views",
  "/deliveries",
  "/demonstration",
  "/demonstration/history",
  "/emergencies",
  "/emergencies/last-quarter",
  "/form-drafts",
  "/freezes",
  "/halts",
  "/healthz",
  "/idp/*",
  "/imports",
  "/imports/:number",
  "/imports/mapping",
  "/imports/new",
  "/imports/upload",
  "/incidents",
  "/incidents/:number",
  "/ledger",
  "/ledger/checkpoint",
  "/me",
  "/metrics",
  "/no-role",
  "/on-call",
  "/on-call/upload",
  "/people",
  "/policy",
  "/readyz",
  "/report",
  "/report.csv",
  "/report.json",
  "/report.zip",
  "/report/imported.csv",
  "/sign-in",
  "/sign-out",
  "/steps",
  "/steps/files",
  "/styleguide",
  "/systems",
  "/systems/find",
  "/systems/upload",
  "/trends",
  "/webhooks",
  otherRoute,
] as const;

export type RoutePattern = (typeof routePatterns)[number];

const exact = new Set<string>(routePatterns.filter((pattern) => !/[:*]/.test(pattern)));
const withParts = routePatterns
  .filter((pattern) => !exact.has(pattern))
  .map((pattern) => ({ pattern, matches: new RegExp(`^${pattern.replaceAll(/:\w+/g, "[^/]+").replace("*", ".+")}$`) }));

/** Which route answers at a path: its pattern, never the path itself, which may hold a number, a name or a secret. */
export function routePatternOf(pathname: string): RoutePattern {
  if (isExact(pathname)) return pathname;
  return withParts.find(({ matches }) => matches.test(pathname))?.pattern ?? otherRoute;
}

const isExact = (pathname: string): pathname is RoutePattern => exact.has(pathname);

const methods = ["GET", "HEAD", "POST", "OPTIONS"];

/** A method as it is counted: those that some route takes, and all others as one. */
export const methodLabel = (method = ""): string => (methods.includes(method) ? method : "other");

/** `2xx` of 204. */
export const statusClass = (status: number): string => `${Math.floor(status / 100)}xx`;
