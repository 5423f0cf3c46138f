import type { ReactNode } from "react";
import { postponeRows } from "./drawing";

type Props<T> = { of: readonly T[]; draw: (one: T) => ReactNode };

/** The placeholder of postponed rows. */
export const rowsPlaceholder = /<template data-rows="\d+"><\/template>/;

/** Renders a long list in chunks, so that other requests are served in between. */
export const Piecewise = <T,>({ of, draw }: Props<T>) => <template data-rows={postponeRows(() => drawn(of, draw))} />;

function* drawn<T>(of: readonly T[], draw: Props<T>["draw"]) {
  for (const one of of) yield draw(one);
}
