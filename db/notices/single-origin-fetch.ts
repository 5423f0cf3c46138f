/** The parts of a response that decide about retries. */
export type ResponseSummary = { readonly status: number; readonly retryAfter: string | null };

type Request = { method?: string; headers?: Record<string, string>; body?: string | FormData };

/**
 * A fetch for client libraries that remembers the last response. Restricted to the origin of `address`, without redirects, so
 * that a token cannot leak to another host; aborts with `signal`.
 */
export function singleOriginFetch(address: string, signal: AbortSignal) {
  let answer: ResponseSummary | null = null;
  const { origin } = new URL(address);
  return {
    answer: () => answer,
    fetch: async (url: string | URL, request: Request = {}) => {
      if (new URL(url).origin !== origin) throw new Error("another host than the configured one");
      const { method, headers, body } = request;
      const response = await fetch(url, { method, headers, body, redirect: "error", signal });
      answer = { status: response.status, retryAfter: response.headers.get("retry-after") };
      return response;
    },
  };
}
