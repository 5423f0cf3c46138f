import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { ReactNode } from "react";
import { type Drawing, draw } from "@/components/basics/drawing";
import { placeOfRows } from "@/components/basics/piecewise";
import { documentPolicy } from "@/lib/web/security-headers";
import { markupMaker } from "./next-internals";

/** The status, and headers beside the usual ones. */
type Answered = { readonly status?: number; readonly headers?: Record<string, string> };

/** A page as a response. Long lists are rendered in chunks while the page is sent, so that other requests are served in between. */
export async function htmlResponse(node: ReactNode, { status = 200, headers = {} }: Answered = {}): Promise<Response> {
  const toMarkup = await markupMaker();
  const { markup, drawing } = draw(() => toMarkup(node));
  const html = `<!doctype html>${markup}`;
  return new Response(drawing.rows.length > 0 ? streamOf(inPieces(html, drawing, toMarkup)) : html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": documentPolicy(drawing.styles.map(hashOf)),
      "Cache-Control": "no-store",
      ...(status === 503 && { "Retry-After": "5" }),
      ...headers,
    },
  });
}

const atOnce = 25;

async function* inPieces(html: string, drawing: Drawing, toMarkup: (node: ReactNode) => string) {
  const [first = "", ...others] = html.split(placeOfRows);
  yield first;
  for (const [index, after] of others.entries()) {
    let drawn = 0;
    for (const row of drawing.rows[index]?.() ?? []) {
      yield draw(() => toMarkup(row), drawing).markup;
      drawn += 1;
      if (drawn % atOnce === 0) await setImmediate();
    }
    yield after;
  }
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void pieces.return(undefined),
  });
}

const hashOf = (css: string): string => `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
