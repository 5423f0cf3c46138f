import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { acceptedEncoding, type Encoding } from "@/lib/web/accepted-encoding";

/** The body of a page, and the headers that describe it. */
type PageBody = { readonly body: string | Uint8Array<ArrayBuffer>; readonly headers: Record<string, string> };

const gzipped = promisify(gzip);
const brotli = promisify(brotliCompress);

// At this quality Brotli is about as small as the usual gzip, in less than half of its time.
const brotliQuality = 3;

const compressors: Readonly<Record<Encoding, (html: Buffer) => Promise<Uint8Array>>> = {
  gzip: (html) => gzipped(html),
  br: (html) =>
    brotli(html, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: html.length,
      },
    }),
};

/**
 * Compresses a page as a whole and off the main thread, as far as the client accepts. Next would compress it piece by piece,
 * which takes more time and more writes. Without bin/serve/page-encoding.mjs it is left as it is.
 */
export async function compressPage(html: string, requestHeaders: Headers | null): Promise<PageBody> {
  const encoding = acceptedEncoding(requestHeaders?.get("x-windlass-accept-encoding") ?? null);
  if (!encoding) return { body: html, headers: {} };
  const body = new Uint8Array(await compressors[encoding](Buffer.from(html)));
  return {
    body,
    headers: { Vary: "Accept-Encoding", "x-windlass-encoding": encoding, "x-windlass-length": String(body.length) },
  };
}
