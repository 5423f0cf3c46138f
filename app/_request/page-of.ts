import { notFound } from "next/navigation";
import type { ReactNode } from "react";

/** Unchecked query parameters: each page validates them before use. */
export type Query = Record<string, string | string[] | undefined>;

export type Asked<P = object, Q = Query> = { readonly params: Promise<P>; readonly searchParams: Promise<Q> };

/** The data of a page that exists. */
export type Loaded<L extends (...asked: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<L>>>;

/**
 * Renders what `load` returns and nothing else. `load` also checks who may read the page, and returns null where there is
 * no such page.
 */
export const pageOf =
  <A, D>(load: (asked: A) => Promise<D | null>, draw: (loaded: D) => ReactNode) =>
  async (asked: A): Promise<ReactNode> => {
    const loaded = await load(asked);
    if (loaded === null) notFound();
    return draw(loaded);
  };
