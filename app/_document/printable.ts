import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReactNode } from "react";
import { renderWithContext } from "@/components/basics/render-context";
import icons from "@/components/icons.svg";
import { escapeHtml } from "@/lib/web/plain-page";
import { assets } from "./assets";
import { htmlChunks } from "./html";
import { loadRenderer } from "./next-internals";

/**
 * A page as a file that is read and printed without the product: its styles and icons inside, no script, and its links lead to
 * the product at `origin`. In chunks, as it is rendered.
 */
export async function* printableDocument(title: string, content: ReactNode, origin: string): AsyncGenerator<string> {
  const toMarkup = await loadRenderer();
  const { markup, context } = renderWithContext(() => toMarkup(content));
  yield head(title);
  for await (const chunk of htmlChunks(markup, context, toMarkup)) yield selfContained(chunk, origin);
  yield "</body></html>\n";
}

const policy = "default-src 'none'; style-src 'unsafe-inline'";

const head = (title: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
  `<meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
  `<style>${stylesheet()}</style></head><body>${iconSprite()}`;

// A file brings no font: the reader's own stands in for it.
const stylesheet = (): string =>
  readFileSync(join(process.cwd(), "public", assets()["windlass.css"]), "utf8").replaceAll(
    /@font-face\s*\{[^}]*\}/g,
    "",
  );

const iconSprite = (): string =>
  readFileSync(join(process.cwd(), "components/icons.svg"), "utf8")
    .replace("<svg", '<svg aria-hidden="true" style="display:none"')
    .replaceAll(' id="', ' id="icon-');

// Quotes are escaped in texts, so that only attributes are met.
const selfContained = (chunk: string, origin: string): string =>
  chunk.replaceAll(`href="${icons.src}#`, 'href="#icon-').replaceAll('href="/', `href="${origin}/`);
