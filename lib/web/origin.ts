type HeaderReader = { get(name: string): string | null };

/** Why a file that another site sends is refused. */
export const foreignUpload = "Files can be uploaded only from a Windlass page.";

/** The allowed origin that a Host header names, or null: every address the product gives out is built from it. */
export function originOfHost(host: string | null, allowedOrigins: readonly string[]): string | null {
  return allowedOrigins.find((origin) => new URL(origin).host === host?.toLowerCase()) ?? null;
}

/**
 * Whether a request that changes something comes from a page of this product: its Origin is the origin it was sent to,
 * or there is none and the browser vouches with `Sec-Fetch-Site: same-origin`.
 */
export function isOriginAllowed(headers: HeaderReader, allowedOrigins: readonly string[]): boolean {
  const here = originOfHost(headers.get("host"), allowedOrigins);
  const origin = headers.get("origin");
  if (origin === null) return here !== null && headers.get("sec-fetch-site") === "same-origin";
  return origin === here;
}
