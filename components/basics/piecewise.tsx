import { Fragment, type ReactNode } from "react";
import { postponeRows } from "./drawing";

type Props<T> = {
  of: readonly T[];
  draw: (one: T) => ReactNode;
  /** A list of at most so many rows is rendered with the rest of the page. */
  atOnce?: number;
};

/** The placeholder of postponed rows. */
export const rowsPlaceholder = /<template data-rows="\d+"><\/template>/;

/** Renders a long list in chunks, so that other requests are served in between. */
export const Piecewise = <T,>({ of, draw, atOnce }: Props<T>) =>
  atOnce !== undefined && of.length <= atOnce ? (
    // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, on the server
    of.map((one, index) => <Fragment key={index}>{draw(one)}</Fragment>)
  ) : (
    <template data-rows={postponeRows(() => drawn(of, draw))} />
  );

function* drawn<T>(of: readonly T[], draw: Props<T>["draw"]) {
  for (const one of of) yield draw(one);
}
