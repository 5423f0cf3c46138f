import { Fragment, type ReactNode } from "react";
import { postponeRows } from "./render-context";

type Props<T> = {
  rows: readonly T[];
  renderRow: (row: T) => ReactNode;
  /** A list of at most this many rows is rendered at once, with the rest of the page. */
  atOnce?: number;
};

/** The placeholder of postponed rows. */
export const rowsPlaceholder = /<template data-rows="\d+"><\/template>/;

/** Renders a long list in chunks, so that other requests are served in between. */
export const DeferredRows = <T,>({ rows, renderRow, atOnce }: Props<T>) =>
  atOnce !== undefined && rows.length <= atOnce ? (
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
    rows.map((row, index) => <Fragment key={index}>{renderRow(row)}</Fragment>)
  ) : (
    <template data-rows={postponeRows(() => renderRows(rows, renderRow))} />
  );

function* renderRows<T>(rows: readonly T[], renderRow: Props<T>["renderRow"]) {
  for (const row of rows) yield renderRow(row);
}
