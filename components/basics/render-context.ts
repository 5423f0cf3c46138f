import type { ReactNode } from "react";

/**
 * What components collect while their page is rendered: ids, inline stylesheets, postponed rows. One page at a time, because
 * rendering is synchronous.
 */
export type RenderContext = {
  /** Inline stylesheets; the Content-Security-Policy of the page names their hashes. */
  readonly styles: string[];
  /** Long lists, rendered in chunks after the rest. */
  readonly rows: (() => Iterable<ReactNode>)[];
  ids: number;
};

let current: RenderContext = newContext();

/** Renders a page, or a later part of the page that `context` belongs to, with `render`. */
export function renderWithContext(
  render: () => string,
  context = newContext(),
): { readonly markup: string; readonly context: RenderContext } {
  const outer = current;
  current = context;
  try {
    return { markup: render(), context };
  } finally {
    current = outer;
  }
}

/** An element id, unique in the page. */
export function uniqueId(): string {
  current.ids += 1;
  return `id-${current.ids}`;
}

/** Allows an inline stylesheet in the page's Content-Security-Policy. */
export const allowStyle = (css: string): number => current.styles.push(css);

/** Postpones the rendering of rows; returns their index in `rows`. */
export const postponeRows = (rows: () => Iterable<ReactNode>): number => current.rows.push(rows) - 1;

function newContext(): RenderContext {
  return { styles: [], rows: [], ids: 0 };
}
