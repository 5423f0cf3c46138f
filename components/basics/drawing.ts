import type { ReactNode } from "react";

/** What the components of a page leave behind while it is rendered. Rendering is synchronous: never two pages at once. */
export type Drawing = {
  /** Inline stylesheets; the Content-Security-Policy of the page names their hashes. */
  readonly styles: string[];
  /** Long lists, rendered in chunks after the rest. */
  readonly rows: (() => Iterable<ReactNode>)[];
  ids: number;
};

let current: Drawing = newDrawing();

/** Renders a page, or a later part of the page that `drawing` belongs to. */
export function draw(
  make: () => string,
  drawing = newDrawing(),
): { readonly markup: string; readonly drawing: Drawing } {
  const outer = current;
  current = drawing;
  try {
    return { markup: make(), drawing };
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

function newDrawing(): Drawing {
  return { styles: [], rows: [], ids: 0 };
}
