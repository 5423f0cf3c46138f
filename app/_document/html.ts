import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { ReactNode } from "react";
import { rowsPlaceholder } from "@/components/basics/deferred-rows";
import { type RenderContext, renderWithContext } from "@/components/basics/render-context";
import { documentPolicy } from "@/lib/web/security-headers";
import { compressPage } from "./compress-page";
import { loadRenderer } from "./next-internals";

type ResponseOptions = {
  readonly status?: number;
  /** Beside the usual ones. */
  readonly headers?: Record<string, string>;
  /** Of the request: they say how the page may be compressed. */
  readonly requestHeaders?: Headers | null;
};

/** A page as a response. Long lists are rendered in chunks while the page is sent, so that other requests are served in between. */
export async function htmlResponse(
  node: ReactNode,
  { status = 200, headers = {}, requestHeaders = null }: ResponseOptions = {},
): Promise<Response> {
  const toMarkup = await loadRenderer();
  const { markup, context } = renderWithContext(() => toMarkup(node));
  const html = `<!doctype html>${markup}`;
  const page =
    context.rows.length > 0
      ? { body: toStream(htmlChunks(html, context, toMarkup)), headers: {} }
      : await compressPage(html, requestHeaders);
  return new Response(page.body, {
    status,
    headers: {
      ...page.headers,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": documentPolicy(context.styles.map(cspHash)),
      "Cache-Control": "no-store",
      ...(status === 503 && { "Retry-After": "5" }),
      ...headers,
    },
  });
}

const rowsPerChunk = 25;

/** A rendered page in chunks, its postponed rows a few at a time. */
export async function* htmlChunks(html: string, context: RenderContext, toMarkup: (node: ReactNode) => string) {
  const [first = "", ...others] = html.split(rowsPlaceholder);
  yield first;
  for (const [index, after] of others.entries()) {
    let rowCount = 0;
    for (const row of context.rows[index]?.() ?? []) {
      yield renderWithContext(() => toMarkup(row), context).markup;
      rowCount += 1;
      if (rowCount % rowsPerChunk === 0) await setImmediate();
    }
    yield after;
  }
}

function toStream(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void chunks.return(undefined),
  });
}

const cspHash = (css: string): string => `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
