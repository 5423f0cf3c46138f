import { notFound } from "next/navigation";
import type { ReactNode } from "react";

/** What an address says after its question mark: a page checks it before it uses it. */
export type Query = Record<string, string | string[] | undefined>;

/** What a page is asked with: the parts of its path, and its query. */
export type Asked<P = object, Q = Query> = { readonly params: Promise<P>; readonly searchParams: Promise<Q> };

/** What `load` gives a page to draw, where there is such a page. */
export type Loaded<L extends (...asked: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<L>>>;

/**
 * A page: what `load` read, drawn by a function of nothing else. `load` says who may read it, and null where there is no
 * such page.
 */
export const pageOf =
  <A, D>(load: (asked: A) => Promise<D | null>, draw: (loaded: D) => ReactNode) =>
  async (asked: A): Promise<ReactNode> => {
    const loaded = await load(asked);
    if (loaded === null) notFound();
    return draw(loaded);
  };
