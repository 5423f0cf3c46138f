/** The part of an answer that decides what is done next; null: there was none. */
export type Answer = { readonly status: number; readonly retryAfter: string | null };

type Request = { method?: string; headers?: Record<string, string>; body?: string | FormData };

/**
 * A fetch for one request, which remembers the answer: it goes to the origin of `address` and nowhere else, follows no
 * redirect, and ends with `signal`.
 */
export function askedFetch(address: string, signal: AbortSignal) {
  let answer: Answer | null = null;
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
