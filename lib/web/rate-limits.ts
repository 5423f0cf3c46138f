/** What takes long, and so has a limit: `people` a minute for one person, `addresses` for all who come from one address. */
export const rateLimits = {
  export: { perPerson: 60, perAddress: 600, what: "files" },
  report: { perPerson: 300, perAddress: 3000, what: "reports" },
  search: { perPerson: 1200, perAddress: 6000, what: "searches" },
  attachment: { perPerson: 120, perAddress: 1200, what: "files" },
  upload: { perPerson: 60, perAddress: 600, what: "files" },
  feed: { perPerson: 600, perAddress: 600, what: "calendars" },
  // Asked before each command of each pipeline, and as cheap as a page can be.
  clearance: { perPerson: 30_000, perAddress: 30_000, what: "clearances" },
  api: { perPerson: 1200, perAddress: 6000, what: "answers of the API" },
  signIn: { perPerson: 600, perAddress: 600, what: "sign-ins" },
  demoSignIn: { perPerson: 6000, perAddress: 6000, what: "sign-in pages" },
} as const satisfies Record<string, { perPerson: number; perAddress: number; what: string }>;

export type RateLimitName = keyof typeof rateLimits;

/** What a request of the API counts against: clearances are many and cheap. */
export type ApiLimit = Extract<RateLimitName, "api" | "clearance">;

/** The time for which requests are counted together. */
export const rateLimitSeconds = 60;

const uploadPaths = ["/systems/upload", "/on-call/upload", "/steps/files"];

/** Which limit a request meets; null for what takes no longer than any page. */
export function rateLimitOf(method: string, pathname: string, query: URLSearchParams): RateLimitName | null {
  if (/^\/(report\.(csv|json|zip)|ledger\/checkpoint|changes\/[^/]{1,20}\/evidence\.json)$/.test(pathname))
    return "export";
  if (uploadPaths.includes(pathname)) return method === "POST" ? "upload" : null;
  if (/^\/changes\/[^/]{1,20}\/attachments\/[^/]{1,20}$/.test(pathname)) return "attachment";
  if (pathname === "/report") return "report";
  if (pathname === "/calendar.ics") return "feed";
  if (pathname.startsWith("/api/auth/")) return "signIn";
  if (pathname.startsWith("/idp/")) return "demoSignIn";
  return (query.get("q") ?? "") === "" ? null : "search";
}

/** What somebody reads who met a limit, and may ask again in `seconds`. */
export const rateLimitSentence = (limit: RateLimitName, seconds: number): string =>
  `Too many ${rateLimits[limit].what} were requested within a minute. Nothing was saved. Try again in ${seconds} seconds.`;

/**
 * Where a request comes from: the address at the other end of its connection. Behind so many proxies as are `trusted`, the
 * one that the outermost of them saw; whatever stands before it in the header anybody could have written. Of IPv6 the network.
 */
export function clientAddressOf(socket: string, forwardedFor: string | null, trustedProxies: number): string {
  const address = wholeAddressOf(socket, forwardedFor, trustedProxies);
  return address.includes(":") ? `${address.split(":").slice(0, 4).join(":")}::/64` : address.slice(0, 60);
}

/** The same with the whole address: a token may be limited to networks that are smaller. */
export function wholeAddressOf(socket: string, forwardedFor: string | null, trustedProxies: number): string {
  const trustedHops = trustedProxies > 0 ? (forwardedFor ?? "").slice(-2000).split(",").slice(-trustedProxies) : [];
  return (trustedHops[0]?.trim() || socket).replace(/^::ffff:(?=\d{1,3}\.)/i, "").slice(0, 60);
}
